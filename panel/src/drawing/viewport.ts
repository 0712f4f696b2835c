/** Which part of the tree is in view: at first, and when somebody asks for a node. */
import type { useReactFlow } from "@xyflow/react";
import { useEffect, useRef, type RefObject } from "react";
import { sizeOf, type TreeGraph } from "../document/graph";
import { moving } from "../ui/motion";
import type { CardNode } from "./NodeCard";
import type { Wire } from "./WireEdge";

export type Flow = ReturnType<typeof useReactFlow<CardNode, Wire>>;

/** Smaller than this nothing can be read: a long tree is then shown from its beginning. */
const LEGIBLE = 0.62;
/** Milliseconds: nodes that have just come are drawn by then, and the tree is first shown. */
const WHEN_SHOWN = 40;

/** Bring a tree into view when it is first drawn. */
export function useFirstView(flow: Flow, graph: TreeGraph, frame: RefObject<HTMLElement | null>) {
  const shownTree = useRef("");
  useEffect(() => {
    if (shownTree.current === graph.tree || graph.nodes.length === 0) return;
    const timer = setTimeout(() => {
      shownTree.current = graph.tree;
      if (frame.current) showFromStart(flow, graph, frame.current.getBoundingClientRect());
    }, 30);
    return () => clearTimeout(timer);
  }, [graph, flow, frame]);
}

function showFromStart(flow: Flow, graph: TreeGraph, frame: DOMRect): void {
  const { width, height } = frame;
  const boxes = graph.nodes.map((node) => ({ ...node.place, ...sizeOf(node.exits.length) }));
  const left = Math.min(...boxes.map((box) => box.x));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const top = Math.min(...boxes.map((box) => box.y));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  const whole = Math.min((width - 60) / (right - left), (height - 60) / (bottom - top), 1);
  if (whole >= LEGIBLE) {
    void flow.fitView({ padding: 0.08, maxZoom: 1 });
    return;
  }
  const start = graph.nodes.find((node) => node.isStart) ?? graph.nodes[0];
  const middle = start ? start.place.y + sizeOf(start.exits.length).height / 2 : 0;
  void flow.setViewport({
    x: 32 - (start?.place.x ?? left) * LEGIBLE,
    y: height / 2 - middle * LEGIBLE,
    zoom: LEGIBLE,
  });
}

/** Nodes to bring into view: one to read it, several to see all of them. */
export interface Focus {
  nodes: readonly string[];
}

/** Bring nodes into view; a new object each time it is asked for. */
export function useFocus(focus: Focus | null | undefined, flow: Flow): void {
  useEffect(() => {
    if (!focus || focus.nodes.length === 0) return;
    const timer = setTimeout(() => {
      const isOne = focus.nodes.length === 1;
      void flow.fitView({
        nodes: focus.nodes.map((id) => ({ id })),
        duration: moving(250),
        maxZoom: isOne ? Math.max(flow.getZoom(), 0.9) : 1,
        padding: isOne ? 1.2 : 0.15,
      });
    }, WHEN_SHOWN);
    return () => clearTimeout(timer);
  }, [focus, flow]);
}
