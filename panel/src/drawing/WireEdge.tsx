/** A wire from an exit to a node, and which exit it is. */
import { BaseEdge, getBezierPath, type Edge, type EdgeProps } from "@xyflow/react";
import { memo } from "react";
import { exitLabel, nodeWords } from "../document/nodeWords";
import { useWords } from "../i18n/words";
import type { Change } from "./overlay";

export interface WireData extends Record<string, unknown> {
  exit: string;
  taken: boolean;
  dimmed: boolean;
  change: Change | null;
}

export type Wire = Edge<WireData, "wire">;

export const WireEdge = memo(function WireEdge(props: EdgeProps<Wire>) {
  const w = useWords(nodeWords);
  const [path, x, y] = getBezierPath(props);
  const { data, selected } = props;
  const state = classes(
    data?.taken && "taken",
    selected && "selected",
    data?.dimmed && "dimmed",
    data?.change && `change-${data.change}`,
  );
  return (
    <>
      <BaseEdge
        id={props.id}
        path={path}
        className={`wire ${state}`}
        interactionWidth={18}
        {...(props.markerEnd === undefined ? {} : { markerEnd: props.markerEnd })}
      />
      {data && (
        <text className={`wire-label ${state}`} x={x} y={y}>
          {exitLabel(w, data.exit)}
        </text>
      )}
    </>
  );
});

function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
