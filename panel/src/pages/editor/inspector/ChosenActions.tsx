import { CopyOutlined, DeleteOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useDraft } from "../../../app/draft";
import { removeNodes } from "../../../document/graph";
import { useWords } from "../../../i18n/words";
import { useEditor } from "../state";
import { editorWords } from "../words";

/** What can be done with the nodes that are chosen, one or several. */
export function ChosenActions(props: { tree: string; chosen: string[]; onDuplicate: () => void }) {
  const t = useWords(editorWords);
  const change = useDraft((state) => state.change);
  const data = useDraft((state) => state.data);
  const remove = () => {
    change(removeNodes(data, props.tree, props.chosen));
    useEditor.getState().choose([]);
  };
  return (
    <>
      <Button icon={<CopyOutlined />} onClick={props.onDuplicate}>
        {t.duplicate}
      </Button>
      <Button danger icon={<DeleteOutlined />} onClick={remove}>
        {t.deleteNode}
      </Button>
    </>
  );
}
