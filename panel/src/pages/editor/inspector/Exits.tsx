import { Select } from "antd";
import { useDraft } from "../../../app/draft";
import { connect, disconnect, type GraphNode, type TreeGraph } from "../../../document/graph";
import { exitLabel, nodeWords } from "../../../document/nodeWords";
import { useWords } from "../../../i18n/words";
import { editorWords } from "../words";

/** Where each exit leads, for who does not draw wires. */
export function Exits({ graph, node }: { graph: TreeGraph; node: GraphNode }) {
  const t = useWords(editorWords);
  const w = useWords(nodeWords);
  const change = useDraft((state) => state.change);
  if (node.exits.length === 0) return null;
  const options = graph.nodes.map((one) => ({ value: one.id, label: one.id }));
  return (
    <section className="inspector-exits">
      <h3>{t.exits}</h3>
      {node.exits.map((exit) => (
        <div key={exit.name} className="exit-row">
          <span className={exit.stale ? "exit-name stale" : "exit-name"}>
            {exitLabel(w, exit.name)}
          </span>
          <Select
            aria-label={`${t.exits}: ${exitLabel(w, exit.name)}`}
            value={exit.target ?? undefined}
            allowClear
            showSearch
            status={exit.target === null && !exit.optional ? "error" : ""}
            placeholder={exit.optional ? t.endsCall : t.nowhere}
            options={options}
            onChange={(target?: string) =>
              change(
                target === undefined
                  ? disconnect(graph.tree, node.id, exit.name)
                  : connect(graph.tree, node.id, exit.name, target),
              )
            }
          />
        </div>
      ))}
    </section>
  );
}
