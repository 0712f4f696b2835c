import { Input } from "antd";
import { useId } from "react";
import { useDraft } from "../../../app/draft";
import { renameNode, type GraphNode, type TreeGraph } from "../../../document/graph";
import { useBuffered } from "../../../forms/buffered";
import { useWords } from "../../../i18n/words";
import { useEditor } from "../state";
import { editorWords } from "../words";

const NAME = /^[^\W\d][\p{L}\p{N}_-]{0,59}$/u;
const CYRILLIC_NAME = /^[\p{L}_][\p{L}\p{N}_-]{0,59}$/u;

/** A node's name: what leads to it is led to its new one. */
export function NameField({ graph, node }: { graph: TreeGraph; node: GraphNode }) {
  const t = useWords(editorWords);
  const id = useId();
  const change = useDraft((state) => state.change);
  const data = useDraft((state) => state.data);
  const rename = (to: string) => {
    if (to === node.id || wrongWith(to) !== "") return;
    change(renameNode(data, graph.tree, node.id, to));
    useEditor.getState().choose([to]);
  };
  const wrongWith = (name: string) => {
    if (name === node.id) return "";
    if (graph.nodes.some((one) => one.id === name)) return t.nameTaken;
    return NAME.test(name) || CYRILLIC_NAME.test(name) ? "" : t.nameWrong;
  };
  const text = useBuffered(node.id, () => undefined);
  const wrong = wrongWith(text.value);
  return (
    <div className="field" data-field="node-name">
      <label className="field-label" htmlFor={id}>
        {t.name}
      </label>
      <Input
        id={id}
        value={text.value}
        status={wrong ? "error" : ""}
        onChange={(event) => text.change(event.target.value)}
        onBlur={() => rename(text.value)}
        onPressEnter={() => rename(text.value)}
      />
      {wrong && (
        <div className="field-problem error" role="alert">
          {wrong}
        </div>
      )}
    </div>
  );
}
