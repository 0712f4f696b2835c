/**
 * The company as text. The draft *is* its YAML: the drawing and the forms read it and change it in
 * place, so that comments and the order of keys survive whatever is drawn.
 */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Node,
  type Pair,
  type ScalarTag,
  type Tags,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";

export type Path = readonly (string | number)[];
export type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };
export type Mapping = { [key: string]: Plain };

export interface TextError {
  message: string;
  line: number;
  column: number;
}

/** A YAML text, parsed once. `data` is null when the text is no YAML. */
export interface Parsed {
  text: string;
  data: Mapping | null;
  error: TextError | null;
}

/** Numbers are written back as their author wrote them: 007, +7495, 1.50. */
function asWritten(tags: Tags): Tags {
  return tags.map((tag) => {
    if (typeof tag === "string" || !/:(int|float)$/.test(tag.tag) || !("resolve" in tag))
      return tag;
    const usual = tag as ScalarTag;
    return {
      ...usual,
      stringify: (item, context, onComment, onBreak) =>
        item.source ?? usual.stringify?.(item, context, onComment, onBreak) ?? String(item.value),
    } satisfies ScalarTag;
  });
}

function parse(text: string, lines?: LineCounter): Document.Parsed {
  return parseDocument(text, { lineCounter: lines, customTags: asWritten });
}

const PADDED = /^(0\d+|\+\d+)$/;

/** Telephone numbers may begin with a zero or a plus, which a number would lose. */
function scalar(node: { value: unknown; source?: string }): Plain {
  const { value, source } = node;
  if (typeof value === "number" && source !== undefined && PADDED.test(source)) return source;
  if (typeof value === "bigint") return String(value);
  if (value === undefined || value === null) return null;
  if (typeof value === "number" || typeof value === "boolean") return value;
  return String(value);
}

function keyOf(pair: Pair): string {
  const key = pair.key;
  if (isScalar(key)) return String(scalar(key as { value: unknown; source?: string }));
  return String(key);
}

function plain(node: unknown, doc: Document, depth: number): Plain {
  if (depth > 60) return null;
  if (isAlias(node)) return plain(node.resolve(doc), doc, depth + 1);
  if (isMap(node)) {
    const found: Mapping = {};
    for (const pair of node.items) found[keyOf(pair)] = plain(pair.value, doc, depth + 1);
    return found;
  }
  if (isSeq(node)) return node.items.map((item) => plain(item, doc, depth + 1));
  if (isScalar(node)) return scalar(node as { value: unknown; source?: string });
  return null;
}

export function read(text: string): Parsed {
  const lines = new LineCounter();
  const doc = parse(text, lines);
  const wrong = doc.errors[0];
  if (wrong) {
    const at = lines.linePos(wrong.pos[0]);
    const message = wrong.message.split("\n")[0] ?? wrong.message;
    return { text, data: null, error: { message, line: at.line, column: at.col } };
  }
  const data = plain(doc.contents, doc, 0);
  if (data === null || typeof data !== "object" || Array.isArray(data)) {
    return { text, data: {}, error: null };
  }
  return { text, data, error: null };
}

function same(pair: Pair, key: string | number): boolean {
  return keyOf(pair) === String(key);
}

function child(node: unknown, key: string | number): unknown {
  if (isMap(node)) return node.items.find((pair) => same(pair, key))?.value;
  if (isSeq(node)) return node.items[Number(key)];
  return undefined;
}

/** Where in the text a value stands, as offsets; null if it is not there. */
export function locate(text: string, path: Path): { from: number; to: number } | null {
  let node: unknown = parse(text).contents;
  let start: number | null = null;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((one) => same(one, key));
      if (!pair) break;
      start = (pair.key as Node | null)?.range?.[0] ?? start;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      start = (node as Node | undefined)?.range?.[0] ?? start;
    } else break;
  }
  if (start === null) return null;
  const end = (node as Node | null | undefined)?.range?.[1] ?? start;
  return { from: start, to: Math.max(start, end) };
}

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
  const pair = parent.items.find((one) => same(one, key));
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
  else parent.items = parent.items.filter((pair) => !same(pair, key));
}

function rename(doc: Document, path: Path, to: string): void {
  const parent = container(doc, path.slice(0, -1));
  const key = path[path.length - 1];
  if (!isMap(parent) || key === undefined) return;
  const pair = parent.items.find((one) => same(one, key));
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
  const doc = parse(text);
  if (doc.errors.length > 0) return text;
  for (const edit of edits) apply(doc, edit);
  return doc.toString({ lineWidth: 100, flowCollectionPadding: false, indentSeq: true });
}

/** What stands at a path of plain data. */
export function at(data: Plain, path: Path): Plain | undefined {
  let value: Plain | undefined = data;
  for (const key of path) {
    if (value === null || value === undefined || typeof value !== "object") return undefined;
    value = Array.isArray(value) ? value[Number(key)] : value[String(key)];
  }
  return value;
}

export function mapping(value: Plain | undefined): Mapping {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
}

export function list(value: Plain | undefined): Plain[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

export function words(value: Plain | undefined): string {
  return value === null || value === undefined || typeof value === "object" ? "" : String(value);
}
