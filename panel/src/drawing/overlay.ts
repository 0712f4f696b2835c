/** What lies over a drawing: the way of one call, callers on their nodes, findings, changes. */
import type { GraphEdge } from "../document/graph";

export interface Overlay {
  /** How often each node was passed. */
  visited?: Readonly<Record<string, number>>;
  /** The wires that were taken: "source→exit". */
  taken?: ReadonlySet<string>;
  /** The node a call is in now. */
  current?: string | null;
  /** Callers standing at a node. */
  callers?: Readonly<Record<string, number>>;
  /** What a publication would change, by node. */
  changes?: Readonly<Record<string, Change>>;
  /** The same of wires; one that is gone has an id of its own. */
  wires?: Readonly<Record<string, Change>>;
}

export type Change = "added" | "changed" | "removed";

export interface Step {
  tree: string;
  node: string;
  exit: string | null;
}

/** The way of a call over one tree; steps in other trees are left out. */
export function wayOf(steps: readonly Step[], tree: string, upTo = steps.length): Overlay {
  const visited: Record<string, number> = {};
  const taken = new Set<string>();
  let current: string | null = null;
  steps.slice(0, upTo).forEach((step, index) => {
    if (step.tree !== tree) {
      current = null;
      return;
    }
    visited[step.node] = (visited[step.node] ?? 0) + 1;
    current = step.node;
    const isLast = index === upTo - 1;
    if (step.exit !== null && !isLast) taken.add(edgeId(step.node, step.exit));
  });
  return { visited, taken, current };
}

export function edgeId(source: string, exit: string): string {
  return `${source}→${exit}`;
}

export function isTaken(edge: GraphEdge, overlay: Overlay | undefined): boolean {
  return overlay?.taken?.has(edge.id) ?? false;
}
