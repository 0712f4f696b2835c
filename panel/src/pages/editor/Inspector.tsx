/** The settings of the chosen node: its name, its form, where its exits lead, what is wrong. */
import { CopyOutlined, DeleteOutlined, ToolOutlined } from "@ant-design/icons";
import { Button, Input, Select, Tooltip } from "antd";
import { useId, useMemo } from "react";
import { useDraft } from "../../app/draft";
import { remediesFor, type Problem } from "../../document/problems";
import { connect, disconnect, nodePath, removeNodes, renameNode } from "../../document/graph";
import type { GraphNode, TreeGraph } from "../../document/graph";
import { exitLabel, FAMILIES, nodeWords, typeTitle } from "../../document/nodeWords";
import type { Catalogue } from "../../document/catalogue";
import { words, type Plain } from "../../document/text";
import { NodeIcon } from "../../drawing/icons";
import { useBuffered } from "../../forms/buffered";
import { SchemaForm, type FormContext } from "../../forms/SchemaForm";
import { useWords } from "../../i18n/words";
import { EmptyState } from "../../ui/states";
import { useEditor } from "./state";
import { editorWords } from "./words";

const NAME = /^[^\W\d][\p{L}\p{N}_-]{0,59}$/u;
const CYRILLIC_NAME = /^[\p{L}_][\p{L}\p{N}_-]{0,59}$/u;

interface InspectorProps {
  graph: TreeGraph;
  catalogue: Catalogue;
  context: FormContext;
  problems: Record<string, Problem[]>;
  onDuplicate: () => void;
}

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

function Several(props: InspectorProps & { chosen: string[] }) {
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

function NodeSettings(props: InspectorProps & { node: GraphNode }) {
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
        {node.type === "branch" && words(node.settings.tree) in mappingOf(data.trees) && (
          <Button onClick={() => useEditor.getState().show(words(node.settings.tree))}>
            {t.gotoTree}
          </Button>
        )}
        <Button icon={<CopyOutlined />} onClick={props.onDuplicate}>
          {t.duplicate}
        </Button>
        <Button
          danger
          icon={<DeleteOutlined />}
          onClick={() => {
            change(removeNodes(data, graph.tree, [node.id]));
            useEditor.getState().choose([]);
          }}
        >
          {t.deleteNode}
        </Button>
      </div>
    </div>
  );
}

function mappingOf(value: Plain | undefined): Record<string, Plain> {
  return value && typeof value === "object" && !Array.isArray(value) ? value : {};
}

function NodeProblems(props: InspectorProps & { node: GraphNode; found: Problem[] }) {
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

function NameField({ graph, node }: { graph: TreeGraph; node: GraphNode }) {
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

function Exits({ graph, node }: { graph: TreeGraph; node: GraphNode }) {
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

function Roles({ graph, node }: { graph: TreeGraph; node: GraphNode }) {
  const t = useWords(editorWords);
  const change = useDraft((state) => state.change);
  const role = (name: "start" | "fallback", value: string | undefined) =>
    change([
      value === undefined
        ? { kind: "delete", path: ["trees", graph.tree, name] }
        : { kind: "set", path: ["trees", graph.tree, name], value },
    ]);
  return (
    <div className="inspector-roles">
      {node.isStart ? (
        <span className="muted">{t.isStart}</span>
      ) : (
        <Button size="small" type="link" onClick={() => role("start", node.id)}>
          {t.makeStart}
        </Button>
      )}
      {node.isFallback ? (
        <Tooltip title={t.noFallback}>
          <Button size="small" type="link" onClick={() => role("fallback", undefined)}>
            {t.isFallback}
          </Button>
        </Tooltip>
      ) : (
        <Button size="small" type="link" onClick={() => role("fallback", node.id)}>
          {t.makeFallback}
        </Button>
      )}
    </div>
  );
}
