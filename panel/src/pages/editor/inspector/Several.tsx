import { CopyOutlined, DeleteOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useDraft } from "../../../app/draft";
import { removeNodes } from "../../../document/graph";
import { useWords } from "../../../i18n/words";
import { useEditor } from "../state";
import { editorWords } from "../words";
import type { InspectorProps } from "./NodeSettings";

/** What can be done with several nodes at once. */
export function Several(props: InspectorProps & { chosen: string[] }) {
  const t = useWords(editorWords);
  const change = useDraft((state) => state.change);
  const data = useDraft((state) => state.data);
  return (
    <div className="inspector">
      <h2>{t.manyChosen(props.chosen.length)}</h2>
      <div className="inspector-actions">
        <Button icon={<CopyOutlined />} onClick={props.onDuplicate}>
          {t.duplicate}
        </Button>
        <Button
          danger
          icon={<DeleteOutlined />}
          onClick={() => {
            change(removeNodes(data, props.graph.tree, props.chosen));
            useEditor.getState().choose([]);
          }}
        >
          {t.deleteNode}
        </Button>
      </div>
    </div>
  );
}
