/** Two states of a tree as one drawing: what came, what changed, and what is gone as a ghost. */
import { alike } from "../document/alike";
import { graphOf, type GraphEdge, type GraphNode, type TreeGraph } from "../document/graph";
import type { NodeTypes } from "../document/nodes";
import { mapping, type Mapping, type Plain } from "../document/text";
import type { Change, Overlay } from "./overlay";

export interface Compared {
  graph: TreeGraph;
  overlay: Overlay;
}

/** The trees of either document that differ in more than where nodes stand, in their order. */
export function treesThatDiffer(before: Mapping | null, after: Mapping | null): string[] {
  const [old, now] = [mapping(before?.trees), mapping(after?.trees)];
  const names = [...Object.keys(now), ...Object.keys(old).filter((name) => !(name in now))];
  return names.filter((name) => !alike(callsOf(old[name]), callsOf(now[name])));
}

/** One tree of both documents; null when neither has it. */
export function compared(
  before: Mapping | null,
  after: Mapping | null,
  tree: string,
  types: NodeTypes,
): Compared | null {
  const [old, now] = [graphOf(before, tree, types), graphOf(after, tree, types)];
  const base = now ?? old;
  if (base === null) return null;
  const nodes = new Map((now?.nodes ?? []).map((node) => [node.id, node]));
  const earlier = new Map((old?.nodes ?? []).map((node) => [node.id, node]));
  const gone = [...earlier.values()].filter((node) => !nodes.has(node.id));
  const lost = lostWires(old?.edges ?? [], now?.edges ?? [], nodes);
  return {
    graph: {
      ...base,
      nodes: [...nodes.values(), ...gone.map((node) => ({ ...node, ...NO_ROLE }))],
      edges: [...(now?.edges ?? []), ...lost],
    },
    overlay: {
      changes: { ...nodeChanges(earlier, nodes), ...marked(gone, "removed") },
      wires: { ...wireChanges(old?.edges ?? [], now?.edges ?? []), ...marked(lost, "removed") },
    },
  };
}

const NO_ROLE = { isStart: false, isFallback: false };

/** What of a tree callers can notice. */
function callsOf(tree: Plain | undefined): Mapping | null {
  if (tree === undefined) return null;
  return Object.fromEntries(Object.entries(mapping(tree)).filter(([key]) => key !== "layout"));
}

function nodeChanges(
  before: ReadonlyMap<string, GraphNode>,
  after: ReadonlyMap<string, GraphNode>,
): Record<string, Change> {
  const found: Record<string, Change> = {};
  for (const [id, node] of after) {
    const old = before.get(id);
    if (old === undefined) found[id] = "added";
    else if (!alike(ownOf(old), ownOf(node)) || old.isStart !== node.isStart) found[id] = "changed";
  }
  return found;
}

/** A node's settings without its wires, which are drawn by themselves. */
function ownOf(node: GraphNode): Mapping {
  return Object.fromEntries(Object.entries(node.settings).filter(([key]) => key !== "exits"));
}

function wireChanges(before: GraphEdge[], after: GraphEdge[]): Record<string, Change> {
  const old = new Map(before.map((edge) => [edge.id, edge.target]));
  return marked(
    after.filter((edge) => old.get(edge.id) !== edge.target),
    "added",
  );
}

/** Wires that led elsewhere, or that are no more, where their exit is still drawn. */
function lostWires(
  before: GraphEdge[],
  after: GraphEdge[],
  nodes: ReadonlyMap<string, GraphNode>,
): GraphEdge[] {
  const now = new Map(after.map((edge) => [edge.id, edge.target]));
  return before
    .filter((edge) => now.get(edge.id) !== edge.target)
    .filter(({ source, exit }) => {
      const node = nodes.get(source);
      return node === undefined || node.exits.some((one) => one.name === exit);
    })
    .map((edge) => ({ ...edge, id: `−${edge.id}` }));
}

function marked(things: readonly { id: string }[], change: Change): Record<string, Change> {
  return Object.fromEntries(things.map(({ id }) => [id, change]));
}
