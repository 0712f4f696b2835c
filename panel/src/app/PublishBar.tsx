/** In the head of every page: there is something to publish, and the way to it. */
import { Badge, Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useWords } from "../i18n/words";
import { useDraft, WithDraftStore } from "./draft";
import { appWords } from "./words";

const PublishDialog = lazy(() => import("./PublishDialog"));

export default function PublishBar() {
  return (
    <WithDraftStore>
      <Bar />
    </WithDraftStore>
  );
}

function Bar() {
  const t = useWords(appWords);
  const isDraft = useDraft((state) => state.isDraft);
  const [open, setOpen] = useState(false);
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
