/** In the head of every page: there is something to publish, and the way to it. */
import { Badge, Button } from "antd";
import { lazy, Suspense, useEffect, useState } from "react";
import { useWords } from "../i18n/words";
import { useDraft, useDraftStore } from "./draft";
import { useMay } from "./session";
import { appWords } from "./words";

const PublishDialog = lazy(() => import("./PublishDialog"));

export function PublishBar() {
  return useMay("document:write") ? <Bar /> : null;
}

function Bar() {
  const t = useWords(appWords);
  const draft = useDraftStore();
  const isDraft = useDraft((state) => state.isDraft);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (draft.getState().phase === "loading") void draft.getState().load();
  }, [draft]);
  return (
    <>
      {isDraft && (
        <Badge dot title={t.draft.changed}>
          <Button type="primary" onClick={() => setOpen(true)}>
            {t.draft.review}
          </Button>
        </Badge>
      )}
      {open && (
        <Suspense fallback={null}>
          <PublishDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
