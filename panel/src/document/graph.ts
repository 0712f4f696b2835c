/** A tree of the document as what is drawn: nodes with places, edges labelled by exits. */
import { placed, type Place, type Size } from "./layout";
import { exitNames, isOptional, type NodeTypes } from "./nodes";
import type { Edit } from "./edit";
import { at, list, mapping, words, type Mapping, type Path } from "./text";

export interface TreeGraph {
  tree: string;
  start: string;
  fallback: string | null;
  nodes: GraphNode[];
  edges: GraphEdge[];
}

export interface GraphNode {
  id: string;
  type: string;
  settings: Mapping;
  exits: GraphExit[];
  place: Place;
  isStart: boolean;
  isFallback: boolean;
}

export interface GraphExit {
  name: string;
  target: string | null;
  /** May stay unwired. */
  optional: boolean;
  /** Wired, but the node's settings no longer have this exit. */
  stale: boolean;
}

export interface GraphEdge {
  id: string;
  source: string;
  exit: string;
  target: string;
}

export const WIDTH = 252;
const HEAD = 64;
const EXIT_ROW = 26;

/** How large a node is drawn: the layout must know before the browser does. */
export function sizeOf(exits: number): Size {
  return { width: WIDTH, height: HEAD + 34 + exits * EXIT_ROW };
}

export function treeNames(data: Mapping | null): string[] {
  return Object.keys(mapping(data?.trees));
}

export function nodePath(tree: string, node: string): Path {
  return ["trees", tree, "nodes", node];
}

/** The graph of one tree; null when the document has no such tree. */
export function graphOf(data: Mapping | null, tree: string, types: NodeTypes): TreeGraph | null {
  const found = at(data ?? {}, ["trees", tree]);
  if (found === undefined) return null;
  const content = mapping(found);
  const settings = mapping(content.nodes);
  const start = words(content.start);
  const fallback = content.fallback === undefined ? null : words(content.fallback) || null;
  const bare = Object.entries(settings).map(([id, value]) => bareNode(id, mapping(value), types));
  const edges = bare.flatMap((node) => edgesOf(node.id, node.exits, settings));
  const places = placed(
    bare.map((node) => ({ id: node.id, size: sizeOf(node.exits.length) })),
    edges,
    start,
    savedPlaces(content),
  );
  const nodes = bare.map((node) => ({
    ...node,
    place: places[node.id] ?? { x: 0, y: 0 },
    isStart: node.id === start,
    isFallback: node.id === fallback,
  }));
  return { tree, start, fallback, nodes, edges };
}

type BareNode = Pick<GraphNode, "id" | "type" | "settings" | "exits">;

function bareNode(id: string, settings: Mapping, types: NodeTypes): BareNode {
  const type = words(settings.type);
  const wired = mapping(settings.exits);
  const names = exitNames(settings, types);
  const exits = names.map((name) => ({
    name,
    target: words(wired[name]) || null,
    optional: isOptional(name, types[type]),
    stale: false,
  }));
  const stale = Object.keys(wired)
    .filter((name) => !names.includes(name))
    .map((name) => ({ name, target: words(wired[name]) || null, optional: true, stale: true }));
  return { id, type, settings, exits: [...exits, ...stale] };
}

function edgesOf(source: string, exits: GraphExit[], nodes: Mapping): GraphEdge[] {
  return exits
    .filter((exit) => exit.target !== null && exit.target in nodes)
    .map((exit) => ({
      id: `${source}→${exit.name}`,
      source,
      exit: exit.name,
      target: exit.target as string,
    }));
}

/** Places that people gave to nodes. */
export function savedPlaces(tree: Mapping): Record<string, Place> {
  const found: Record<string, Place> = {};
  for (const [id, value] of Object.entries(mapping(tree.layout))) {
    const [x, y] = list(value);
    if (typeof x === "number" && typeof y === "number") found[id] = { x, y };
  }
  return found;
}

/** A free name of the kind "menu", "menu2"; existing ones are never taken. */
export function freeName(wanted: string, taken: Iterable<string>): string {
  const used = new Set(taken);
  const base = wanted.replace(/[^\p{L}\p{N}_-]+/gu, "_").replace(/^[^\p{L}_]+/u, "") || "node";
  if (!used.has(base)) return base;
  const stem = base.replace(/\d+$/, "");
  for (let number = 2; ; number++) {
    if (!used.has(`${stem}${number}`)) return `${stem}${number}`;
  }
}

export function connect(tree: string, source: string, exit: string, target: string): Edit[] {
  return [{ kind: "set", path: [...nodePath(tree, source), "exits", exit], value: target }];
}

export function disconnect(tree: string, source: string, exit: string): Edit[] {
  return [{ kind: "delete", path: [...nodePath(tree, source), "exits", exit] }];
}

export function moveNodes(tree: string, places: Record<string, Place>): Edit[] {
  return Object.entries(places).map(([id, place]) => ({
    kind: "set",
    path: ["trees", tree, "layout", id],
    value: [Math.round(place.x), Math.round(place.y)],
  }));
}

/** Remove nodes, the wires that lead to them, their places, and the roles they had in the tree. */
export function removeNodes(data: Mapping, tree: string, ids: readonly string[]): Edit[] {
  const gone = new Set(ids);
  const content = mapping(at(data, ["trees", tree]));
  const edits: Edit[] = [];
  for (const [id, value] of Object.entries(mapping(content.nodes))) {
    if (gone.has(id)) continue;
    for (const [exit, target] of Object.entries(mapping(mapping(value).exits))) {
      if (gone.has(words(target))) edits.push(...disconnect(tree, id, exit));
    }
  }
  for (const id of ids) {
    edits.push({ kind: "delete", path: nodePath(tree, id) });
    if (id in mapping(content.layout)) {
      edits.push({ kind: "delete", path: ["trees", tree, "layout", id] });
    }
  }
  if (gone.has(words(content.fallback))) {
    edits.push({ kind: "delete", path: ["trees", tree, "fallback"] });
  }
  if (gone.has(words(content.start))) {
    const next = Object.keys(mapping(content.nodes)).find((id) => !gone.has(id));
    edits.push({ kind: "set", path: ["trees", tree, "start"], value: next ?? "" });
  }
  return edits;
}

/** Give a node another name, wherever the tree speaks of it. */
export function renameNode(data: Mapping, tree: string, from: string, to: string): Edit[] {
  const content = mapping(at(data, ["trees", tree]));
  const edits: Edit[] = [];
  for (const [id, value] of Object.entries(mapping(content.nodes))) {
    for (const [exit, target] of Object.entries(mapping(mapping(value).exits))) {
      if (words(target) === from) edits.push(...connect(tree, id, exit, to));
    }
  }
  for (const role of ["start", "fallback"] as const) {
    if (words(content[role]) === from) {
      edits.push({ kind: "set", path: ["trees", tree, role], value: to });
    }
  }
  if (from in mapping(content.layout)) {
    edits.push({ kind: "rename", path: ["trees", tree, "layout", from], to });
  }
  edits.push({ kind: "rename", path: nodePath(tree, from), to });
  return edits;
}

/** Give a tree another name wherever the document speaks of it: numbers, nodes that lead into it. */
export function renameTree(data: Mapping, from: string, to: string): Edit[] {
  const edits: Edit[] = [];
  list(data.numbers).forEach((number, index) => {
    if (words(mapping(number).tree) === from) {
      edits.push({ kind: "set", path: ["numbers", index, "tree"], value: to });
    }
  });
  for (const [tree, content] of Object.entries(mapping(data.trees))) {
    for (const [node, settings] of Object.entries(mapping(mapping(content).nodes))) {
      if (words(mapping(settings).tree) === from) {
        edits.push({ kind: "set", path: [...nodePath(tree, node), "tree"], value: to });
      }
    }
  }
  edits.push({ kind: "rename", path: ["trees", from], to });
  return edits;
}
