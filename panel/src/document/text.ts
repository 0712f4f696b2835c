/**
 * The company as text. The draft *is* its YAML: the drawing and the forms read it and change it in
 * place, so that comments and the order of keys survive whatever is drawn.
 */
import { isAlias, isMap, isScalar, isSeq, type Document, type Node } from "yaml";
import { documentOf, hasKey, keyOf, positioned, scalar } from "./yaml";

export type Path = readonly (string | number)[];
export type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };
export type Mapping = { [key: string]: Plain };

export interface TextError {
  /** What kind of fault it is, as the reader of YAML names it. */
  code: string;
  line: number;
  column: number;
}

/** A YAML text, parsed once. `data` is null when the text is no YAML. */
export interface Parsed {
  text: string;
  data: Mapping | null;
  error: TextError | null;
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
  const doc = documentOf(text);
  const wrong = doc.errors[0];
  if (wrong) {
    const at = positioned(text).lines.linePos(wrong.pos[0]);
    return { text, data: null, error: { code: wrong.code, line: at.line, column: at.col } };
  }
  const data = plain(doc.contents, doc, 0);
  if (data === null || typeof data !== "object" || Array.isArray(data)) {
    return { text, data: {}, error: null };
  }
  return { text, data, error: null };
}

/** Where in the text a value stands, as offsets; null if it is not there. */
export function locate(text: string, path: Path): { from: number; to: number } | null {
  let node: unknown = positioned(text).doc.contents;
  let start: number | null = null;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((one) => hasKey(one, key));
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
