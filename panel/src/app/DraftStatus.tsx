/** Whether the draft is kept, and what to do when somebody else changed it. */
import {
  CheckCircleOutlined,
  CloudSyncOutlined,
  ExclamationCircleOutlined,
} from "@ant-design/icons";
import { App, Button } from "antd";
import { useEffect } from "react";
import { useWords } from "../i18n/words";
import { editorWords } from "../pages/editor/words";
import { useDraft, useDraftStore } from "./draft";

export function DraftStatus() {
  const t = useWords(editorWords);
  const saving = useDraft((state) => state.saving);
  const isDraft = useDraft((state) => state.isDraft);
  useConflictDialog();
  if (saving === "failed") {
    return (
      <span className="draft-status failed" role="status">
        <ExclamationCircleOutlined /> {t.failed}
      </span>
    );
  }
  if (saving === "conflict") return <ConflictButton />;
  const isKept = saving === "saved";
  return (
    <span className="draft-status" role="status">
      {isKept ? <CheckCircleOutlined /> : <CloudSyncOutlined />}{" "}
      {isKept ? (isDraft ? t.saved : t.published) : saving === "saving" ? t.saving : t.waiting}
    </span>
  );
}

function ConflictButton() {
  const t = useWords(editorWords);
  const conflict = useDraft((state) => state.conflict);
  const ask = useAsk();
  return (
    <Button danger size="small" onClick={ask}>
      {t.conflictTitle(conflict?.by ?? "")}
    </Button>
  );
}

function useAsk() {
  const t = useWords(editorWords);
  const draft = useDraftStore();
  const { modal } = App.useApp();
  return () => {
    const { conflict } = draft.getState();
    if (!conflict) return;
    modal.confirm({
      title: t.conflictTitle(conflict.by),
      content: t.conflictDetail,
      okText: t.takeTheirs,
      cancelText: t.keepMine,
      onOk: () => draft.getState().resolve("theirs"),
      onCancel: () => void draft.getState().resolve("mine"),
    });
  };
}

/** Asks once when the conflict arises; the button asks again. */
function useConflictDialog(): void {
  const conflict = useDraft((state) => state.conflict);
  const ask = useAsk();
  useEffect(() => {
    if (conflict) ask();
    // Once for each conflict, whatever is drawn anew meanwhile.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [conflict]);
}
