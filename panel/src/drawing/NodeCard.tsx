/** One node as it is drawn: what it is, what it does, and its exits. */
import { ExclamationCircleFilled, FlagFilled, LifebuoyOutlined } from "./small";
import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import { memo } from "react";
import type { GraphExit } from "../document/graph";
import { exitLabel, FAMILIES, nodeWords, typeTitle } from "../document/nodeWords";
import { useWords } from "../i18n/words";
import { NodeIcon } from "./icons";
import type { Change } from "./overlay";
import { drawingWords } from "./words";

export interface CardData extends Record<string, unknown> {
  name: string;
  type: string;
  serverTitle: string | undefined;
  lines: string[];
  exits: GraphExit[];
  exitTexts: Record<string, string>;
  isStart: boolean;
  isFallback: boolean;
  finishing: string[];
  errors: number;
  warnings: number;
  visited: number | null;
  dimmed: boolean;
  current: boolean;
  callers: number;
  change: Change | null;
  note: string;
  readOnly: boolean;
}

export type CardNode = Node<CardData, "card">;

export const NodeCard = memo(function NodeCard({ data, selected }: NodeProps<CardNode>) {
  const t = useWords(drawingWords);
  const w = useWords(nodeWords);
  const title = typeTitle(w, data.type, data.serverTitle);
  const classes = [
    "node-card",
    `family-${FAMILIES[data.type] ?? "tools"}`,
    selected && "selected",
    data.dimmed && "dimmed",
    data.current && "current",
    data.change && `change-${data.change}`,
    data.errors > 0 && "has-errors",
    data.errors === 0 && data.warnings > 0 && "has-warnings",
  ];
  return (
    <div className={classes.filter(Boolean).join(" ")}>
      <Handle
        type="target"
        position={Position.Left}
        className="node-in"
        isConnectable={!data.readOnly}
      />
      <div className="node-head">
        <span className="node-icon" aria-hidden>
          <NodeIcon type={data.type} />
        </span>
        <span className="node-titles">
          <span className="node-type">{title}</span>
          <span className="node-name">{data.name}</span>
        </span>
        {data.isStart && <FlagFilled title={t.start} />}
        {data.isFallback && <LifebuoyOutlined title={t.fallback} />}
        {data.errors + data.warnings > 0 && (
          <ExclamationCircleFilled title={t.problems(data.errors + data.warnings)} />
        )}
        {data.visited !== null && data.visited > 1 && (
          <span className="node-count" title={t.visited(data.visited)}>
            ×{data.visited}
          </span>
        )}
        {data.callers > 0 && (
          <span className="node-callers" title={t.callers(data.callers)}>
            {data.callers}
          </span>
        )}
      </div>
      <div className="node-lines">
        {data.note ? (
          <span className="node-note">{data.note}</span>
        ) : (
          <span className="node-line">{data.lines[0] ?? ""}</span>
        )}
        <span className="node-line second">{data.lines[1] ?? ""}</span>
      </div>
      {data.exits.map((exit) => (
        <Exit key={exit.name} exit={exit} data={data} />
      ))}
    </div>
  );
});

function Exit({ exit, data }: { exit: GraphExit; data: CardData }) {
  const t = useWords(drawingWords);
  const w = useWords(nodeWords);
  const isKey = /^[0-9*#]+$/.test(exit.name);
  const text = data.exitTexts[exit.name];
  const missing = exit.target === null && !exit.optional;
  const ends = exit.target === null && data.finishing.includes(exit.name);
  const state = exit.stale
    ? "stale"
    : missing
      ? "missing"
      : exit.target === null
        ? "free"
        : "wired";
  const title = exit.stale ? t.stale : missing ? t.open : ends ? t.ends : undefined;
  return (
    <div className={`node-exit ${state}`} title={title}>
      {isKey ? <kbd>{exit.name}</kbd> : <span>{exitLabel(w, exit.name)}</span>}
      {text && <span className="exit-text">{text}</span>}
      {ends && <span className="exit-ends">■</span>}
      <Handle
        type="source"
        id={exit.name}
        position={Position.Right}
        className="node-out"
        isConnectable={!data.readOnly}
      />
    </div>
  );
}
