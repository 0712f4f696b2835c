/**
 * The drawing of a tree. The editor draws on it; Try it, Live and the replay lay a way over it.
 * It shows a graph and says what a person did; what that changes is its owner's affair.
 */
import "@xyflow/react/dist/style.css";
import { ReactFlow, useReactFlow, type SnapGrid } from "@xyflow/react";
import { useRef } from "react";
import { useIsDark } from "../app/theme";
import { useWords } from "../i18n/words";
import { useCanvas, type Told } from "./canvas";
import { useCards, useWires, type Drawn } from "./cards";
import { DrawingTools } from "./DrawingTools";
import { useGestures, type Gestures } from "./gestures";
import { NodeCard, type CardNode } from "./NodeCard";
import { useFirstView, useFocus, type Focus } from "./viewport";
import { WireEdge, type Wire } from "./WireEdge";
import { drawingWords } from "./words";

// The same objects always: the canvas takes each other one for a change.
const NODE_TYPES = { card: NodeCard };
const EDGE_TYPES = { wire: WireEdge };
const DELETE = ["Delete", "Backspace"];
const SELECT_MORE = ["Shift", "Meta", "Control"];
const GRID: SnapGrid = [12, 12];
const PRO = { hideAttribution: true };
/** With more nodes than these, those out of view are not drawn. */
const MANY = 60;

export interface DrawingProps extends Drawn, Gestures, Told {
  selection?: readonly string[];
  /** Bring these nodes into view; a new object each time it is asked for. */
  focus?: Focus | null;
}

export function Drawing(props: DrawingProps) {
  const { graph, overlay, readOnly = false } = props;
  const isDark = useIsDark();
  const t = useWords(drawingWords);
  const flow = useReactFlow<CardNode, Wire>();
  const frame = useRef<HTMLDivElement>(null);
  const cards = useCards(props);
  const wires = useWires(graph, overlay);
  const canvas = useCanvas(cards, wires, props.selection, props);
  const gestures = useGestures(props, flow);
  useFocus(props.focus, flow);
  useFirstView(flow, graph, frame);
  return (
    <div ref={frame} className="drawing" aria-label={t.drawing} {...gestures.frame}>
      <ReactFlow<CardNode, Wire>
        {...canvas}
        {...gestures.canvas}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        colorMode={isDark ? "dark" : "light"}
        minZoom={0.1}
        maxZoom={1.75}
        onlyRenderVisibleElements={graph.nodes.length > MANY}
        proOptions={PRO}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        edgesFocusable={!readOnly}
        deleteKeyCode={readOnly ? null : DELETE}
        multiSelectionKeyCode={SELECT_MORE}
        selectionKeyCode="Shift"
        snapToGrid
        snapGrid={GRID}
      >
        <DrawingTools overview={!readOnly || graph.nodes.length > MANY} />
      </ReactFlow>
    </div>
  );
}
