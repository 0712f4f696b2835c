/** Copying nodes: what was chosen, with the wires between them, as text any other page can take. */
import { freeName } from "./graph";
import type { Place } from "./layout";
import type { Edit } from "./edit";
import { at, mapping, words, type Mapping, type Plain } from "./text";

const MARK = "ringtree/nodes";

export interface Copied {
  kind: typeof MARK;
  nodes: Mapping;
  places: Record<string, Place>;
}

export function copyNodes(
  data: Mapping,
  tree: string,
  ids: readonly string[],
  places: Record<string, Place>,
): string {
  const all = mapping(at(data, ["trees", tree, "nodes"]));
  const nodes: Mapping = {};
  const kept: Record<string, Place> = {};
  for (const id of ids) {
    if (all[id] === undefined) continue;
    nodes[id] = all[id] as Plain;
    const place = places[id];
    if (place) kept[id] = place;
  }
  const copied: Copied = { kind: MARK, nodes, places: kept };
  return JSON.stringify(copied);
}

export function readCopied(text: string): Copied | null {
  try {
    const value = JSON.parse(text) as Partial<Copied> | null;
    if (value?.kind !== MARK || typeof value.nodes !== "object") return null;
    return { kind: MARK, nodes: value.nodes ?? {}, places: value.places ?? {} };
  } catch {
    return null;
  }
}

/** Put copied nodes into a tree under free names; wires to nodes that are not here are left out. */
export function pasteNodes(
  data: Mapping,
  tree: string,
  copied: Copied,
  shift: Place,
): { edits: Edit[]; names: string[] } {
  const existing = mapping(at(data, ["trees", tree, "nodes"]));
  const taken = new Set(Object.keys(existing));
  const names: Record<string, string> = {};
  for (const id of Object.keys(copied.nodes)) {
    const name = freeName(id, taken);
    names[id] = name;
    taken.add(name);
  }
  const edits: Edit[] = [];
  for (const [id, value] of Object.entries(copied.nodes)) {
    const node = { ...mapping(value) };
    const exits: Mapping = {};
    for (const [exit, target] of Object.entries(mapping(node.exits))) {
      const to = names[words(target)] ?? (words(target) in existing ? words(target) : null);
      if (to) exits[exit] = to;
    }
    if (Object.keys(exits).length > 0) node.exits = exits;
    else delete node.exits;
    const name = names[id] as string;
    edits.push({ kind: "set", path: ["trees", tree, "nodes", name], value: node });
    const place = copied.places[id];
    if (place) {
      edits.push({
        kind: "set",
        path: ["trees", tree, "layout", name],
        value: [Math.round(place.x + shift.x), Math.round(place.y + shift.y)],
      });
    }
  }
  return { edits, names: Object.values(names) };
}
