/** What the server found wrong in the draft, brought to the nodes it concerns. */
import { exitNames, isOptional, type NodeTypes } from "./nodes";
import type { Edit } from "./edit";
import { at, mapping, words, type Mapping, type Path } from "./text";

export interface Problem {
  severity: "error" | "warning";
  rule: string;
  path: (string | number)[];
  line: number | null;
  column: number | null;
  message: string;
  allowed: string;
  remedy: string;
}

/** `trees.main.nodes.menu.exits[0]` as a path. */
export function splitPath(dotted: string): (string | number)[] {
  return dotted
    .replace(/\[(\d+)\]/g, ".\u0000$1")
    .split(".")
    .filter(Boolean)
    .map((part) => (part.startsWith("\u0000") ? Number(part.slice(1)) : part));
}

function begins(path: Path, start: Path): boolean {
  return start.every((part, index) => String(path[index]) === String(part));
}

export function problemsAt(problems: readonly Problem[], path: Path): Problem[] {
  return problems.filter((problem) => begins(problem.path, path));
}

export function problemsOfTree(
  problems: readonly Problem[],
  tree: string,
): Record<string, Problem[]> {
  const found: Record<string, Problem[]> = {};
  for (const problem of problemsAt(problems, ["trees", tree, "nodes"])) {
    const node = problem.path[3];
    if (node !== undefined) (found[String(node)] ??= []).push(problem);
  }
  return found;
}

export function countErrors(problems: readonly Problem[]): number {
  return problems.filter((problem) => problem.severity === "error").length;
}

/** A change that mends something with one click, and what kind it is. */
export interface Remedy {
  kind: "wire_to_fallback" | "wire_to_hang_up" | "remove_exit" | "remove_node" | "set_start";
  edits: Edit[];
  target?: string;
}

/** What one click can mend about a node. */
export function remediesFor(
  data: Mapping,
  tree: string,
  id: string,
  types: NodeTypes,
  goodbye: { name: string; prompt: string },
): Remedy[] {
  const content = mapping(at(data, ["trees", tree]));
  const nodes = mapping(content.nodes);
  const node = mapping(nodes[id]);
  const names = exitNames(node, types);
  const wired = mapping(node.exits);
  const remedies: Remedy[] = [];
  const open = names.filter(
    (name) => !isOptional(name, types[words(node.type)]) && !(words(wired[name]) in nodes),
  );
  if (open.length > 0) remedies.push(wireOpen(content, tree, id, open, goodbye));
  const stale = Object.keys(wired).filter((name) => !names.includes(name));
  if (stale.length > 0) {
    remedies.push({
      kind: "remove_exit",
      edits: stale.map((name) => ({
        kind: "delete",
        path: ["trees", tree, "nodes", id, "exits", name],
      })),
    });
  }
  return remedies;
}

function wireOpen(
  content: Mapping,
  tree: string,
  id: string,
  open: string[],
  goodbye: { name: string; prompt: string },
): Remedy {
  const nodes = mapping(content.nodes);
  const fallback = words(content.fallback);
  const known = fallback in nodes && fallback !== id ? fallback : null;
  const target = known ?? hangUpIn(nodes) ?? freeGoodbye(nodes, goodbye.name);
  const edits: Edit[] = open.map((name) => ({
    kind: "set",
    path: ["trees", tree, "nodes", id, "exits", name],
    value: target,
  }));
  if (!(target in nodes)) {
    edits.push({
      kind: "set",
      path: ["trees", tree, "nodes", target],
      value: { type: "hang_up", prompt: goodbye.prompt },
    });
  }
  return { kind: known ? "wire_to_fallback" : "wire_to_hang_up", edits, target };
}

function hangUpIn(nodes: Mapping): string | null {
  const found = Object.entries(nodes).find(([, node]) => words(mapping(node).type) === "hang_up");
  return found ? found[0] : null;
}

function freeGoodbye(nodes: Mapping, name: string): string {
  let wanted = name;
  for (let number = 2; wanted in nodes; number++) wanted = `${name}${number}`;
  return wanted;
}
