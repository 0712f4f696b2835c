/**
 * Texts of YAML as trees of nodes that remember how they were written. The last one is kept: a
 * change and what is then read of it are mostly of the same text, and large ones take long.
 */
import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Pair,
  type ScalarTag,
  type Tags,
} from "yaml";

interface Read {
  text: string;
  doc: Document.Parsed;
  lines: LineCounter;
  /** It was changed since: what it holds is right, where it stood no longer is. */
  isChanged: boolean;
}

let last: Read | null = null;

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

function parsed(text: string): Read {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, customTags: asWritten });
  return (last = { text, doc, lines, isChanged: false });
}

/** What a text holds. Not to be changed: see `changed`. */
export function documentOf(text: string): Document.Parsed {
  return last?.text === text ? last.doc : parsed(text).doc;
}

/** The same with the places at which everything stands in the text. */
export function positioned(text: string): { doc: Document.Parsed; lines: LineCounter } {
  return last?.text === text && !last.isChanged ? last : parsed(text);
}

/** The text after something was done to what it holds. */
export function changed(text: string, change: (doc: Document.Parsed) => void): string {
  const doc = documentOf(text);
  const { lines } = last ?? { lines: new LineCounter() };
  last = null; // should the change fail, nothing half-changed is left
  change(doc);
  const after = doc.toString({ lineWidth: 100, flowCollectionPadding: false, indentSeq: true });
  last = { text: after, doc, lines, isChanged: true };
  return after;
}

const PADDED = /^(0\d+|\+\d+)$/;

/** Telephone numbers may begin with a zero or a plus, which a number would lose. */
export function scalar(node: {
  value: unknown;
  source?: string;
}): null | boolean | number | string {
  const { value, source } = node;
  if (typeof value === "number" && source !== undefined && PADDED.test(source)) return source;
  if (typeof value === "bigint") return String(value);
  if (value === undefined || value === null) return null;
  if (typeof value === "number" || typeof value === "boolean") return value;
  return String(value);
}

export function keyOf(pair: Pair): string {
  const key = pair.key;
  if (isScalar(key)) return String(scalar(key as { value: unknown; source?: string }));
  return String(key);
}

export function hasKey(pair: Pair, key: string | number): boolean {
  return keyOf(pair) === String(key);
}

export function child(node: unknown, key: string | number): unknown {
  if (isMap(node)) return node.items.find((pair) => hasKey(pair, key))?.value;
  if (isSeq(node)) return node.items[Number(key)];
  return undefined;
}
