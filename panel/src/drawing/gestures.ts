/** What hands and keys do on the canvas, told in the words of the graph. */
import type { Connection, Node, OnConnectEnd } from "@xyflow/react";
import { useMemo, type DragEvent } from "react";
import type { Place } from "../document/layout";
import { useLatest } from "../ui/latest";
import type { CardNode } from "./NodeCard";
import type { Flow } from "./viewport";
import type { Wire } from "./WireEdge";

/** How the palette names the kind of node that is dragged from it. */
export const NODE_TYPE = "application/x-ringtree-node";

export interface Gestures {
  onConnect?: (source: string, exit: string, target: string) => void;
  onConnectToNothing?: (source: string, exit: string, place: Place) => void;
  onDelete?: (nodes: string[], edges: { source: string; exit: string }[]) => void;
  onDropType?: (type: string, place: Place) => void;
  onOpen?: (node: string) => void;
}

/** The canvas's handlers, the same ones always: each new one would make it look at every wire. */
export function useGestures(gestures: Gestures, flow: Flow) {
  const latest = useLatest(gestures);
  return useMemo(() => {
    const connectEnd: OnConnectEnd = (event, state) => {
      if (state.toNode || !state.fromNode || state.fromHandle?.type !== "source") return;
      const point = "changedTouches" in event ? event.changedTouches[0] : event;
      if (!point || !state.fromHandle.id) return;
      const place = flow.screenToFlowPosition({ x: point.clientX, y: point.clientY });
      latest.current.onConnectToNothing?.(state.fromNode.id, state.fromHandle.id, place);
    };
    return {
      canvas: {
        onConnect: ({ source, sourceHandle, target }: Connection) => {
          if (source && sourceHandle && target) {
            latest.current.onConnect?.(source, sourceHandle, target);
          }
        },
        onConnectEnd: connectEnd,
        onDelete: (gone: { nodes: CardNode[]; edges: Wire[] }) =>
          latest.current.onDelete?.(
            gone.nodes.map((one) => one.id),
            gone.edges.map((one) => ({ source: one.source, exit: one.data?.exit ?? "" })),
          ),
        onNodeDoubleClick: (_event: unknown, node: Node) => latest.current.onOpen?.(node.id),
      },
      frame: {
        onDragOver: (event: DragEvent) => event.preventDefault(),
        onDrop: (event: DragEvent) => {
          const type = event.dataTransfer.getData(NODE_TYPE);
          if (!type) return;
          event.preventDefault();
          const place = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
          latest.current.onDropType?.(type, place);
        },
      },
    };
  }, [flow, latest]);
}
