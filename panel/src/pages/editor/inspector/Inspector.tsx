/** The settings of the chosen node, or what can be done with several. */
import { useWords } from "../../../i18n/words";
import { EmptyState } from "../../../ui/states";
import { useEditor } from "../state";
import { editorWords } from "../words";
import { NodeSettings, type InspectorProps } from "./NodeSettings";
import { Several } from "./Several";

export function Inspector(props: InspectorProps) {
  const t = useWords(editorWords);
  const selection = useEditor((state) => state.selection);
  const node = props.graph.nodes.find((one) => one.id === selection[0]);
  if (selection.length > 1) return <Several {...props} chosen={selection} />;
  if (!node) {
    return <EmptyState title={t.nothingChosen} detail={t.nothingChosenDetail} />;
  }
  return <NodeSettings key={`${props.graph.tree}/${node.id}`} {...props} node={node} />;
}
