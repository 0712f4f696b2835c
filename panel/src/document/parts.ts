/** The parts of a document as lists one can search, fill in, and ask what uses them. Pure. */
import { freeName } from "./graph";
import type { Edit } from "./edit";
import { at, list, mapping, words, type Mapping, type Path, type Plain } from "./text";

export type PartName =
  | "people"
  | "groups"
  | "queues"
  | "numbers"
  | "mailboxes"
  | "trunks"
  | "lists"
  | "schedules"
  | "reasons"
  | "codes";

export interface PartShape {
  part: PartName;
  /** A list whose entries are known by a field, or a mapping from names. */
  key: string | null;
}

export const SHAPES: Record<PartName, PartShape> = {
  people: { part: "people", key: "extension" },
  numbers: { part: "numbers", key: "number" },
  groups: { part: "groups", key: null },
  queues: { part: "queues", key: null },
  mailboxes: { part: "mailboxes", key: null },
  trunks: { part: "trunks", key: null },
  lists: { part: "lists", key: null },
  schedules: { part: "schedules", key: null },
  reasons: { part: "reasons", key: null },
  codes: { part: "codes", key: null },
};

export interface Entry {
  key: string;
  /** Where it stands in the document. */
  path: Path;
  value: Mapping;
}

export function entriesOf(data: Mapping, shape: PartShape): Entry[] {
  const { part, key } = shape;
  if (key === null) {
    return Object.entries(mapping(data[part])).map(([name, value]) => ({
      key: name,
      path: [part, name],
      value: mapping(value),
    }));
  }
  return list(data[part]).map((value, index) => ({
    key: words(mapping(value)[key]),
    path: [part, index],
    value: mapping(value),
  }));
}

/** A new entry at the end, and its key. */
export function addEntry(
  data: Mapping,
  shape: PartShape,
  wanted: string,
  value: Mapping,
): { edits: Edit[]; key: string } {
  const { part, key } = shape;
  const known = entriesOf(data, shape).map((one) => one.key);
  if (key === null) {
    const name = freeName(wanted, known);
    return { edits: [{ kind: "set", path: [part, name], value }], key: name };
  }
  const whole = [...list(data[part]), { [key]: wanted, ...value }];
  return { edits: [{ kind: "set", path: [part], value: whole as Plain }], key: wanted };
}

export function nextExtension(data: Mapping): string {
  const taken = list(data.people).map((one) => Number(words(mapping(one).extension)) || 0);
  return String(Math.max(100, ...taken) + 1);
}

export interface Use {
  /** The part it stands in: trees, queues, numbers. */
  part: string;
  /** What uses it: a node, a queue, a number. */
  text: string;
  /** The page on which that is changed. */
  to: string;
}

const REFERENCES: Record<string, PartName | "trees"> = {
  queue: "queues",
  overflow_queue: "queues",
  tree: "trees",
  schedule: "schedules",
  hours: "schedules",
  mailbox: "mailboxes",
  trunk: "trunks",
  trunks: "trunks",
  lists: "lists",
  groups: "groups",
};
const PEOPLE = new Set(["targets", "agents", "extensions", "people", "direct_dial", "owners"]);

/** What speaks of a number of the company's: who presents it, who owns it. */
const NUMBERS = new Set(["number", "may_present", "caller_id", "caller_ids"]);

type Used = PartName | "trees";

/** Whether a field at this path names an entry of the part. */
function isUse(part: Used, path: Path, field: string): boolean {
  const isPerson = PEOPLE.has(field) && (part === "people" || part === "groups");
  const isNumber = NUMBERS.has(field) && part === "numbers" && path[0] !== "numbers";
  return REFERENCES[field] === part || isPerson || isNumber;
}

/** Everything in the document that names an entry. */
export function usesOf(data: Mapping, part: Used, key: string): Use[] {
  const found: Use[] = [];
  walk(data, [], (path, field, name) => {
    if (name === key && isUse(part, path, field)) found.push(useAt(data, path));
  });
  return unique(found);
}

/** How many places use each entry of a part, in one walk; an unused entry is not there. */
export function countUses(data: Mapping, part: Used): Map<string, number> {
  const places = new Map<string, Set<string>>();
  walk(data, [], (path, field, name) => {
    if (!isUse(part, path, field)) return;
    const use = useAt(data, path);
    const known = places.get(name) ?? new Set();
    places.set(name, known.add(`${use.part} ${use.text}`));
  });
  return new Map([...places].map(([name, uses]) => [name, uses.size]));
}

function walk(
  value: Plain | undefined,
  path: (string | number)[],
  visit: (path: Path, field: string, name: string) => void,
): void {
  if (value === null || value === undefined || typeof value !== "object") return;
  for (const [name, inner] of Object.entries(value)) {
    const here = [...path, name];
    const field = Array.isArray(value) ? String(path[path.length - 1] ?? "") : name;
    if (inner !== null && typeof inner !== "object") visit(here, field, words(inner));
    else walk(inner as Plain, here, visit);
  }
}

function useAt(data: Mapping, path: Path): Use {
  const [part, name, , node] = path;
  if (part === "trees" && node !== undefined) {
    return { part, text: `${name} › ${node}`, to: `/trees?tree=${name}&node=${node}` };
  }
  const page = part === "schedules" ? "hours" : part === "calling" ? "settings" : part;
  const value = mapping(at(data, path.slice(0, 2)));
  const shown = words(value.title) || words(value.name) || words(value.number) || String(name);
  return { part: String(part), text: shown, to: `/${page}` };
}

function unique(uses: Use[]): Use[] {
  return [...new Map(uses.map((one) => [`${one.part} ${one.text}`, one])).values()];
}

/** Rename an entry of a mapping wherever the document names it. */
export function renameEntry(data: Mapping, part: PartName, from: string, to: string): Edit[] {
  const edits: Edit[] = [];
  walk(data, [], (path, field, name) => {
    if (name !== from || path[0] === part) return;
    const isPerson = PEOPLE.has(field) && part === "groups";
    if (REFERENCES[field] === part || isPerson) edits.push({ kind: "set", path, value: to });
  });
  edits.push({ kind: "rename", path: [part, from], to });
  return edits;
}

export function entryAt(data: Mapping, shape: PartShape, key: string): Entry | undefined {
  return entriesOf(data, shape).find((one) => one.key === key);
}
