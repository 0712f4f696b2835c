/** In the head of every page: whether what was changed is kept, and the way to publish it. */
import { Badge, Button, Grid } from "antd";
import { lazy, Suspense, useState } from "react";
import { useLocation } from "react-router";
import { useWords } from "../i18n/words";
import { useDraft, WithDraftStore } from "./draft";
import { DraftStatus } from "./DraftStatus";
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
  // On a telephone the company's name needs the room more.
  const wide = Grid.useBreakpoint().sm !== false;
  // The editor says it beside its drawing.
  const isSaid = useLocation().pathname.startsWith("/trees");
  return (
    <>
      {isDraft && !isSaid && <DraftStatus />}
      {isDraft && (
        <Badge dot title={t.draft.changed}>
          <Button type="primary" aria-label={t.draft.review} onClick={() => setOpen(true)}>
            {wide ? t.draft.review : t.draft.reviewShort}
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
