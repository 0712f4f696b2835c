/** The nodes and wires of a graph as the canvas takes them. */
import { MarkerType } from "@xyflow/react";
import { useMemo } from "react";
import { alike } from "../document/alike";
import { sizeOf, type GraphEdge, type GraphNode, type TreeGraph } from "../document/graph";
import { nodeWords, typeTitle } from "../document/nodeWords";
import type { NodeTypes } from "../document/nodes";
import type { Problem } from "../document/problems";
import { summaryOf } from "../document/summary";
import type { Mapping } from "../document/text";
import { useLocale } from "../i18n/locale";
import { useWords } from "../i18n/words";
import type { CardNode } from "./NodeCard";
import type { Overlay } from "./overlay";
import type { Wire } from "./WireEdge";
import { drawingWords } from "./words";

export interface Drawn {
  graph: TreeGraph;
  data: Mapping;
  types: NodeTypes;
  overlay?: Overlay | undefined;
  problems?: Record<string, Problem[]>;
  /** What stands on a node instead of its first line: today's state of a schedule. */
  notes?: Record<string, string>;
  readOnly?: boolean;
}

export function useCards(drawn: Drawn): CardNode[] {
  const { graph, data, types, overlay, notes, problems, readOnly = false } = drawn;
  const locale = useLocale();
  const t = useWords(drawingWords);
  const w = useWords(nodeWords);
  return useMemo(
    () =>
      graph.nodes.map((node) => {
        const { lines, exits } = summaryOf(node.settings, data, locale);
        const found = problems?.[node.id] ?? [];
        const errors = found.filter((one) => one.severity === "error").length;
        const title = typeTitle(w, node.type, types[node.type]?.title);
        return {
          id: node.id,
          type: "card" as const,
          position: node.place,
          ...sizeOf(node.exits.length),
          ariaLabel: t.nodeLabel(title, node.id),
          data: {
            name: node.id,
            type: node.type,
            serverTitle: types[node.type]?.title,
            lines,
            exits: node.exits,
            exitTexts: exits,
            isStart: node.isStart,
            isFallback: node.isFallback,
            finishing: types[node.type]?.finishing_exits ?? [],
            errors,
            warnings: found.length - errors,
            note: notes?.[node.id] ?? "",
            readOnly,
            ...laidOver(node, overlay),
          },
        };
      }),
    [graph, data, types, overlay, notes, readOnly, problems, locale, t, w],
  );
}

function laidOver(node: GraphNode, overlay: Overlay | undefined) {
  const visited = overlay?.visited ? (overlay.visited[node.id] ?? 0) : null;
  return {
    visited,
    dimmed: visited === 0,
    current: overlay?.current === node.id,
    callers: overlay?.callers?.[node.id] ?? 0,
    change: overlay?.changes?.[node.id] ?? null,
  };
}

export function useWires(graph: TreeGraph, overlay: Overlay | undefined): Wire[] {
  return useMemo(() => graph.edges.map((edge) => wireOf(edge, overlay)), [graph.edges, overlay]);
}

const ARROW = {
  type: MarkerType.ArrowClosed,
  width: 18,
  height: 18,
  // Not by the width of the stroke: the arrow of a wire on a call's way would be twice as large.
  markerUnits: "userSpaceOnUse",
};
const TAKEN_ARROW = { ...ARROW, color: "var(--accent)" };

function wireOf(edge: GraphEdge, overlay: Overlay | undefined): Wire {
  const taken = overlay?.taken?.has(edge.id) ?? false;
  return {
    id: edge.id,
    type: "wire" as const,
    source: edge.source,
    sourceHandle: edge.exit,
    target: edge.target,
    zIndex: taken ? 5 : 0,
    markerEnd: taken ? TAKEN_ARROW : ARROW,
    data: {
      exit: edge.exit,
      taken,
      dimmed: overlay?.taken !== undefined && !taken,
      change: overlay?.wires?.[edge.id] ?? null,
    },
  };
}

/**
 * Cards as they are shown: those that say what they said stay the very same, since the canvas
 * draws all others anew. Of one that changed, its size stays known: without it its wires would
 * vanish until the browser has measured it again.
 */
export function shownCards(
  cards: readonly CardNode[],
  before: readonly CardNode[],
  selected: ReadonlySet<string>,
): CardNode[] {
  const known = new Map(before.map((one) => [one.id, one]));
  return cards.map((card) => {
    const was = known.get(card.id);
    const next = { ...card, ...measuredAs(card, was), selected: selected.has(card.id) };
    return was && alike(next, { ...was, selected: was.selected ?? false }) ? was : next;
  });
}

function measuredAs(card: CardNode, was: CardNode | undefined): Pick<CardNode, "measured"> {
  const isAsLarge = was?.data.exits.length === card.data.exits.length;
  return was?.measured && isAsLarge ? { measured: was.measured } : {};
}

/** The same of wires; which of them are chosen is the canvas's own affair. */
export function shownWires(wires: readonly Wire[], before: readonly Wire[]): Wire[] {
  const known = new Map(before.map((one) => [one.id, one]));
  return wires.map((wire) => {
    const was = known.get(wire.id);
    const next = was?.selected === undefined ? wire : { ...wire, selected: was.selected };
    return was && alike(next, was) ? was : next;
  });
}
