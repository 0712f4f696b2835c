/** Parts of the document as tables: out of it and back into it. Pure. */
import { entriesOf, SHAPES, type PartName } from "./parts";
import type { Edit } from "./edit";
import { words, type Mapping, type Plain } from "./text";

interface Table {
  /** The first is what an entry is known by. */
  columns: readonly string[];
  required: readonly string[];
  /** Columns with several values, divided by semicolons. */
  several?: readonly string[];
}

const TABLES: Partial<Record<PartName, Table>> = {
  people: { columns: ["extension", "name", "number"], required: ["extension", "name"] },
  numbers: {
    columns: ["number", "name", "trunk", "tree"],
    required: ["number", "trunk", "tree"],
  },
  groups: {
    columns: ["name", "extensions"],
    required: ["name", "extensions"],
    several: ["extensions"],
  },
  mailboxes: {
    columns: ["name", "title", "person", "mail"],
    required: ["name", "title"],
    several: ["mail"],
  },
};

export function columnsOfTable(part: PartName): readonly string[] {
  return TABLES[part]?.columns ?? [];
}

export function tableOf(data: Mapping, part: PartName): string[][] {
  const columns = columnsOfTable(part);
  const rows = entriesOf(data, SHAPES[part]).map((one) =>
    columns.map((column, index) => (index === 0 ? one.key : cell(one.value[column]))),
  );
  return [[...columns], ...rows];
}

export interface Imported {
  edits: Edit[];
  added: number;
  changed: number;
  missing: string[];
}

/** What taking a table over would do; `missing` are columns it needs and does not have. */
export function importTable(data: Mapping, part: PartName, rows: readonly string[][]): Imported {
  const head = (rows[0] ?? []).map((one) => one.trim().toLowerCase());
  const missing = (TABLES[part]?.required ?? []).filter((one) => !head.includes(one));
  if (missing.length > 0) return { edits: [], added: 0, changed: 0, missing };
  const before = new Map(entriesOf(data, SHAPES[part]).map((one) => [one.key, one.value]));
  const after = new Map(before);
  for (const row of rows.slice(1)) {
    const [id, given] = readRow(part, head, row);
    const known = after.get(id);
    if (id && (known === undefined || differs(known, given))) after.set(id, { ...known, ...given });
  }
  const touched = [...after.keys()].filter((id) => after.get(id) !== before.get(id));
  const added = touched.filter((id) => !before.has(id)).length;
  return {
    edits: touched.length > 0 ? editsTo(part, after, touched) : [],
    added,
    changed: touched.length - added,
    missing: [],
  };
}

/** What a row's entry is known by, and what the row says of it. An empty cell says nothing. */
function readRow(part: PartName, head: string[], row: readonly string[]): [string, Mapping] {
  const [first = "", ...others] = columnsOfTable(part);
  const read = (column: string) => (row[head.indexOf(column)] ?? "").trim();
  const { key } = SHAPES[part];
  const given: Mapping = key === null ? {} : { [key]: read(first) };
  for (const column of others) {
    const value = read(column);
    if (value) given[column] = TABLES[part]?.several?.includes(column) ? divided(value) : value;
  }
  return [read(first), given];
}

function editsTo(part: PartName, after: Map<string, Mapping>, touched: string[]): Edit[] {
  if (SHAPES[part].key !== null) {
    return [{ kind: "set", path: [part], value: [...after.values()] as Plain }];
  }
  return touched.map((id) => ({ kind: "set", path: [part, id], value: after.get(id) as Plain }));
}

function divided(value: string): string[] {
  return value
    .split(/[;|,]/)
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

function cell(value: Plain | undefined): string {
  return Array.isArray(value) ? value.map(words).join("; ") : words(value);
}

function differs(before: Mapping, given: Mapping): boolean {
  return Object.entries(given).some(([name, value]) => cell(before[name]) !== cell(value));
}
