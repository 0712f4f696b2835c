/** Changes of the company's text in place, so that comments and the order of keys survive them. */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Document,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Path, Plain } from "./text";
import { changed, child, documentOf, hasKey } from "./yaml";

/** One change of the document: a value put somewhere, taken away, or a key renamed. */
export type Edit =
  | { kind: "set"; path: Path; value: Plain }
  | { kind: "delete"; path: Path }
  | { kind: "rename"; path: Path; to: string };

const SHORT = 60;

function isFlat(value: Plain): boolean {
  return value === null || typeof value !== "object";
}

/** Lists of short values are written on one line, as a person would. */
function made(doc: Document, value: Plain): unknown {
  const node = doc.createNode(value) as Node;
  compact(node, value);
  return node;
}

function compact(node: unknown, value: Plain): void {
  if (value === null || typeof value !== "object") return;
  const parts = Array.isArray(value) ? value : Object.values(value);
  const short = JSON.stringify(value).length <= SHORT;
  if (isSeq(node)) {
    if (short && parts.every(isFlat) && parts.length > 0) node.flow = true;
    else node.items.forEach((item, index) => compact(item, parts[index] ?? null));
  } else if (isMap(node)) {
    if (node.items.length === 0) node.flow = true;
    node.items.forEach((pair, index) => compact(pair.value, parts[index] ?? null));
  }
}

function container(doc: Document, path: Path): YAMLMap | YAMLSeq {
  let node: unknown = doc.contents;
  if (!isMap(node) && !isSeq(node)) {
    doc.contents = doc.createNode({}) as never;
    node = doc.contents;
  }
  for (const key of path) {
    let next = child(node, key);
    if (isAlias(next)) next = next.resolve(doc);
    if (!isMap(next) && !isSeq(next)) {
      next = doc.createNode({});
      put(node as YAMLMap | YAMLSeq, key, next);
    }
    node = next;
  }
  return node as YAMLMap | YAMLSeq;
}

function put(parent: YAMLMap | YAMLSeq, key: string | number, value: unknown): void {
  if (isSeq(parent)) {
    parent.items[Number(key)] = value;
    return;
  }
  if (parent.flow && parent.items.length === 0) parent.flow = false;
  const pair = parent.items.find((one) => hasKey(one, key));
  if (pair) pair.value = keepComment(pair.value, value) as never;
  else parent.set(key, value);
}

function keepComment(before: unknown, after: unknown): unknown {
  if (isScalar(before) && isScalar(after) && before.comment) after.comment = before.comment;
  if (isMap(before) && isMap(after) && before.flow && after.items.every((p) => isScalar(p.value))) {
    after.flow = true;
  }
  return after;
}

function remove(doc: Document, path: Path): void {
  const parent = container(doc, path.slice(0, -1));
  const key = path[path.length - 1];
  if (key === undefined) return;
  if (isSeq(parent)) parent.items.splice(Number(key), 1);
  else parent.items = parent.items.filter((pair) => !hasKey(pair, key));
}

function rename(doc: Document, path: Path, to: string): void {
  const parent = container(doc, path.slice(0, -1));
  const key = path[path.length - 1];
  if (!isMap(parent) || key === undefined) return;
  const pair = parent.items.find((one) => hasKey(one, key));
  if (pair) pair.key = doc.createNode(to) as never;
}

function apply(doc: Document, edit: Edit): void {
  if (edit.kind === "delete") return remove(doc, edit.path);
  if (edit.kind === "rename") return rename(doc, edit.path, edit.to);
  const key = edit.path[edit.path.length - 1];
  if (key === undefined) return;
  put(container(doc, edit.path.slice(0, -1)), key, made(doc, edit.value));
}

/** The text after some changes. A text that is no YAML stays as it is: nothing can be placed. */
export function edited(text: string, edits: readonly Edit[]): string {
  if (documentOf(text).errors.length > 0) return text;
  return changed(text, (doc) => {
    for (const edit of edits) apply(doc, edit);
  });
}
