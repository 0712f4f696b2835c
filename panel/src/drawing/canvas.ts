/** The state of the canvas: what it shows follows the graph, what a person chooses is told. */
import {
  applyNodeChanges,
  useEdgesState,
  useNodesState,
  type NodeChange,
  type OnEdgesChange,
} from "@xyflow/react";
import { useCallback, useEffect } from "react";
import type { Place } from "../document/layout";
import { useLatest } from "../ui/latest";
import { shownCards, shownWires } from "./cards";
import type { CardNode } from "./NodeCard";
import type { Wire } from "./WireEdge";

export interface Canvas {
  nodes: CardNode[];
  edges: Wire[];
  onNodesChange: (changes: NodeChange<CardNode>[]) => void;
  onEdgesChange: OnEdgesChange<Wire>;
}

export interface Told {
  onSelect?: (nodes: string[]) => void;
  onMove?: (places: Record<string, Place>) => void;
}

export function useCanvas(
  cards: CardNode[],
  wires: Wire[],
  chosen: readonly string[] | undefined,
  told: Told,
): Canvas {
  const [nodes, setNodes] = useNodesState<CardNode>(cards);
  const [edges, setEdges, onEdgesChange] = useEdgesState<Wire>(wires);

  useEffect(() => {
    setNodes((before) => shownCards(cards, before, new Set(chosen ?? selectedOf(before))));
  }, [cards, chosen, setNodes]);
  useEffect(() => {
    setEdges((before) => shownWires(wires, before));
  }, [wires, setEdges]);

  const latest = useLatest({ nodes, ...told });
  // What a person chooses is told; what the owner chooses is only shown, or the two would argue.
  const onNodesChange = useCallback(
    (changes: NodeChange<CardNode>[]) => {
      const after = applyNodeChanges(changes, latest.current.nodes);
      latest.current.nodes = after;
      setNodes(after);
      if (changes.some((one) => one.type === "select"))
        latest.current.onSelect?.(selectedOf(after));
      const places = movedBy(changes);
      if (Object.keys(places).length > 0) latest.current.onMove?.(places);
    },
    [latest, setNodes],
  );
  return { nodes, edges, onNodesChange, onEdgesChange };
}

function selectedOf(nodes: readonly CardNode[]): string[] {
  return nodes.filter((one) => one.selected).map((one) => one.id);
}

/** Where nodes came to stand, by hand or by the arrow keys; on the way they are only shown. */
export function movedBy(changes: readonly NodeChange<CardNode>[]): Record<string, Place> {
  const places: Record<string, Place> = {};
  for (const one of changes) {
    if (one.type === "position" && one.position && !one.dragging) places[one.id] = one.position;
  }
  return places;
}
