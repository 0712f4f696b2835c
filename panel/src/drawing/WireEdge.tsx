/** A wire from an exit to a node; chosen or on a call's way it also says which exit it is. */
import {
  BaseEdge,
  EdgeLabelRenderer,
  getBezierPath,
  type Edge,
  type EdgeProps,
} from "@xyflow/react";
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
  const [path, labelX, labelY] = getBezierPath(props);
  const { data, selected } = props;
  const taken = data?.taken ?? false;
  const classes = [
    "wire",
    taken && "taken",
    selected && "selected",
    data?.dimmed && "dimmed",
    data?.change && `change-${data.change}`,
  ];
  return (
    <>
      <BaseEdge
        id={props.id}
        path={path}
        className={classes.filter(Boolean).join(" ")}
        interactionWidth={18}
        {...(props.markerEnd === undefined ? {} : { markerEnd: props.markerEnd })}
      />
      {data && (
        <EdgeLabelRenderer>
          <div
            className={`wire-label ${taken ? "taken" : ""} ${selected ? "selected" : ""}`}
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
          >
            {exitLabel(w, data.exit)}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
