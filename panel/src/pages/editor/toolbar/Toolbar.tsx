/** Above the drawing: which tree, undo and redo, search, the state of the draft, publishing. */
import {
  AlignLeftOutlined,
  ApartmentOutlined,
  ExperimentOutlined,
  HistoryOutlined,
  RedoOutlined,
  UndoOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import { useDraft, useDraftStore } from "../../../app/draft";
import { DraftStatus } from "../../../app/DraftStatus";
import type { Catalogue } from "../../../document/catalogue";
import type { TreeGraph } from "../../../document/graph";
import { useWords } from "../../../i18n/words";
import type { EditorActions } from "../actions";
import { Others } from "../presence";
import { ProblemsButton } from "../ProblemsButton";
import { useEditor } from "../state";
import { editorWords } from "../words";
import { Find, type FindFocus } from "./Find";
import { IconButton } from "./IconButton";
import { TreeMenu } from "./TreeMenu";

export function Toolbar(props: {
  graph: TreeGraph | null;
  catalogue: Catalogue;
  actions: EditorActions;
  find: FindFocus;
  wide: boolean;
}) {
  const { graph, actions, wide, catalogue } = props;
  const t = useWords(editorWords);
  const draft = useDraftStore();
  const canUndo = useDraft((state) => state.history.past.length > 0);
  const canRedo = useDraft((state) => state.history.future.length > 0);
  const side = useEditor((state) => state.side);
  const textOpen = useEditor((state) => state.textOpen);
  const turn = (to: "try" | "history") =>
    useEditor.setState({ side: side === to ? "settings" : to });
  return (
    <div className="editor-toolbar" role="toolbar" aria-label={t.title}>
      <TreeMenu graph={graph} />
      {wide && (
        <>
          <span className="toolbar-group">
            <IconButton
              title={`${t.undo} (Ctrl+Z)`}
              icon={<UndoOutlined />}
              disabled={!canUndo}
              onClick={() => draft.getState().undo()}
            />
            <IconButton
              title={`${t.redo} (Ctrl+Y)`}
              icon={<RedoOutlined />}
              disabled={!canRedo}
              onClick={() => draft.getState().redo()}
            />
            <IconButton
              title={t.tidyHint}
              icon={<ApartmentOutlined />}
              disabled={!graph}
              onClick={actions.tidy}
            />
          </span>
          <Find find={props.find} catalogue={catalogue} />
          <Button
            icon={<AlignLeftOutlined />}
            type={textOpen ? "primary" : "default"}
            ghost={textOpen}
            aria-pressed={textOpen}
            title={t.textHint}
            onClick={() => useEditor.setState({ textOpen: !textOpen })}
          >
            {t.text}
          </Button>
          <Button
            icon={<ExperimentOutlined />}
            type={side === "try" ? "primary" : "default"}
            ghost={side === "try"}
            aria-pressed={side === "try"}
            onClick={() => turn("try")}
          >
            {t.tryIt}
          </Button>
          <Button
            icon={<HistoryOutlined />}
            type={side === "history" ? "primary" : "default"}
            ghost={side === "history"}
            aria-pressed={side === "history"}
            onClick={() => turn("history")}
          >
            {t.history}
          </Button>
        </>
      )}
      <span className="toolbar-space" />
      <Others />
      <ProblemsButton />
      <DraftStatus />
    </div>
  );
}
