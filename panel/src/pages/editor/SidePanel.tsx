/** Beside the drawing: the chosen node's settings, an imagined call, or who published what. */
import { ConfigProvider } from "antd";
import { useMemo } from "react";
import { useFormContext } from "../../app/catalogue";
import { useDraft } from "../../app/draft";
import type { Catalogue } from "../../document/catalogue";
import type { TreeGraph } from "../../document/graph";
import { problemsOfTree } from "../../document/problems";
import { Boundary } from "../../ui/states";
import { HistoryPanel } from "./HistoryPanel";
import { Inspector } from "./inspector/Inspector";
import { useEditor } from "./state";
import { TryPanel } from "./try/TryPanel";

export function SidePanel(props: {
  catalogue: Catalogue;
  graph: TreeGraph | null;
  duplicate: () => void;
}) {
  const { catalogue, graph } = props;
  const side = useEditor((state) => state.side);
  const problems = useDraft((state) => state.problems);
  const broken = useDraft((state) => state.textError !== null);
  const context = useFormContext(catalogue, () => useEditor.setState({ textOpen: true }));
  const tree = graph?.tree ?? "";
  const found = useMemo(() => problemsOfTree(problems, tree), [problems, tree]);
  if (side === "try") {
    return (
      <aside className="side">
        <TryPanel />
      </aside>
    );
  }
  if (side === "history") {
    return (
      <aside className="side">
        <HistoryPanel />
      </aside>
    );
  }
  if (!graph) return null;
  return (
    <aside className="side">
      <Boundary>
        <ConfigProvider componentDisabled={broken}>
          <Inspector
            graph={graph}
            catalogue={catalogue}
            context={context}
            problems={found}
            onDuplicate={props.duplicate}
          />
        </ConfigProvider>
      </Boundary>
    </aside>
  );
}
