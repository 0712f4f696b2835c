import { ToolOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useMemo } from "react";
import { useDraft } from "../../../app/draft";
import type { GraphNode } from "../../../document/graph";
import { remediesFor, type Problem } from "../../../document/problems";
import { useWords } from "../../../i18n/words";
import { editorWords } from "../words";
import type { InspectorProps } from "./NodeSettings";

/** What is wrong with a node, and buttons for what one click mends. */
export function NodeProblems(props: InspectorProps & { node: GraphNode; found: Problem[] }) {
  const { graph, node, catalogue, found } = props;
  const t = useWords(editorWords);
  const change = useDraft((state) => state.change);
  const data = useDraft((state) => state.data);
  const remedies = useMemo(
    () =>
      remediesFor(data, graph.tree, node.id, catalogue.types, {
        name: t.goodbyeName,
        prompt: t.goodbyePrompt,
      }),
    [data, graph.tree, node.id, catalogue.types, t],
  );
  if (found.length === 0 && remedies.length === 0) return null;
  const general = found.filter((one) => one.path.length <= 4 || one.path[4] === "exits");
  return (
    <div className="inspector-problems">
      {general.map((problem, index) => (
        <div key={index} className={`field-problem ${problem.severity}`} role="alert">
          {problem.message}
          {problem.remedy && <div className="muted">{problem.remedy}</div>}
        </div>
      ))}
      {remedies.map((remedy) => (
        <Button
          key={remedy.kind}
          size="small"
          icon={<ToolOutlined />}
          onClick={() => change(remedy.edits)}
        >
          {t.mend[remedy.kind](remedy.target ?? "")}
        </Button>
      ))}
    </div>
  );
}
