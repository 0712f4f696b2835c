import { useWords } from "../../../i18n/words";
import { editorWords } from "../words";
import { ChosenActions } from "./ChosenActions";
import type { InspectorProps } from "./NodeSettings";

/** What can be done with several nodes at once. */
export function Several(props: InspectorProps & { chosen: string[] }) {
  const { graph, chosen, onDuplicate } = props;
  const t = useWords(editorWords);
  return (
    <div className="inspector">
      <h2>{t.manyChosen(chosen.length)}</h2>
      <div className="inspector-actions">
        <ChosenActions tree={graph.tree} chosen={chosen} onDuplicate={onDuplicate} />
      </div>
    </div>
  );
}
