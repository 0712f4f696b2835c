/** One node: its name, its form, where its exits lead, what is wrong. */
import { Button } from "antd";
import { useDraft } from "../../../app/draft";
import type { Catalogue } from "../../../document/catalogue";
import { nodePath, type GraphNode, type TreeGraph } from "../../../document/graph";
import { FAMILIES, nodeWords, typeTitle } from "../../../document/nodeWords";
import type { Problem } from "../../../document/problems";
import { mapping, words, type Plain } from "../../../document/text";
import { NodeIcon } from "../../../drawing/icons";
import { SchemaForm, type FormContext } from "../../../forms/SchemaForm";
import { useWords } from "../../../i18n/words";
import { useEditor } from "../state";
import { editorWords } from "../words";
import { ChosenActions } from "./ChosenActions";
import { Exits } from "./Exits";
import { NameField } from "./NameField";
import { NodeProblems } from "./NodeProblems";
import { Roles } from "./Roles";

export interface InspectorProps {
  graph: TreeGraph;
  catalogue: Catalogue;
  context: FormContext;
  problems: Record<string, Problem[]>;
  onDuplicate: () => void;
}

export function NodeSettings(props: InspectorProps & { node: GraphNode }) {
  const { graph, node, catalogue, context } = props;
  const t = useWords(editorWords);
  const w = useWords(nodeWords);
  const change = useDraft((state) => state.change);
  const data = useDraft((state) => state.data);
  const path = nodePath(graph.tree, node.id);
  const found = props.problems[node.id] ?? [];
  const schema = catalogue.forms[node.type];
  const set = (field: string, value: Plain | undefined, typing: boolean) =>
    change(
      [
        value === undefined
          ? { kind: "delete", path: [...path, field] }
          : { kind: "set", path: [...path, field], value },
      ],
      typing ? `${node.id}.${field}` : "",
    );
  return (
    <div className="inspector">
      <div className={`inspector-head family-${FAMILIES[node.type] ?? "tools"}`}>
        <span className="node-icon" aria-hidden>
          <NodeIcon type={node.type} />
        </span>
        <div>
          <h2>{typeTitle(w, node.type, catalogue.types[node.type]?.title)}</h2>
          <span className="muted">{w.types[node.type]?.about}</span>
        </div>
      </div>
      <NodeProblems {...props} found={found} />
      <NameField key={node.id} graph={graph} node={node} />
      {schema && (
        <SchemaForm
          owner={node.type}
          schema={schema}
          value={node.settings}
          context={context}
          problems={found}
          path={path}
          hidden={["type", "exits"]}
          onChange={set}
        />
      )}
      <Exits graph={graph} node={node} />
      <Roles graph={graph} node={node} />
      <div className="inspector-actions">
        {node.type === "branch" && words(node.settings.tree) in mapping(data.trees) && (
          <Button onClick={() => useEditor.getState().show(words(node.settings.tree))}>
            {t.gotoTree}
          </Button>
        )}
        <ChosenActions tree={graph.tree} chosen={[node.id]} onDuplicate={props.onDuplicate} />
      </div>
    </div>
  );
}
