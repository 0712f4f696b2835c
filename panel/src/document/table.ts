/** Parts of the document as tables: out of it and back into it. Pure. */
import { without } from "./calendar";
import { entriesOf, SHAPES, type PartName } from "./parts";
import type { Edit } from "./edit";
import { at, list, mapping, words, type Mapping, type Path, type Plain } from "./text";
import { parseInterval, readWeek, showInterval, WEEKDAYS, writeWeek, type Interval } from "./week";

/** People's own limits are a table too, though no part of their own. */
export type TableName = PartName | "limits";
type Kind = "text" | "several" | "number" | "hours" | "country";

interface Table {
  /** The first is what an entry is known by. */
  columns: Readonly<Record<string, Kind>>;
  required: readonly string[];
}

const LIMITS = [
  "simultaneous",
  "per_minute",
  "per_day",
  "minutes_per_day",
  "minutes_per_month",
  "money_per_day",
  "money_per_month",
];
const LIMITS_PLACE = ["calling", "limits", "people"];
/** In a cell: this setting is to go, this day is closed. */
const NOTHING = "-";

function all(names: readonly string[], kind: Kind): Record<string, Kind> {
  return Object.fromEntries(names.map((name) => [name, kind]));
}

const TABLES: Partial<Record<TableName, Table>> = {
  people: {
    columns: all(["extension", "name", "number"], "text"),
    required: ["extension", "name"],
  },
  numbers: {
    columns: all(["number", "name", "trunk", "tree", "queue", "person", "mailbox"], "text"),
    required: ["number", "trunk"],
  },
  groups: {
    columns: { name: "text", extensions: "several" },
    required: ["name", "extensions"],
  },
  queues: {
    columns: {
      name: "text",
      title: "text",
      strategy: "text",
      agents: "several",
      max_wait: "number",
    },
    required: ["name", "title"],
  },
  mailboxes: {
    columns: { name: "text", title: "text", person: "text", mail: "several" },
    required: ["name", "title"],
  },
  trunks: {
    columns: {
      name: "text",
      addresses: "several",
      server: "text",
      username: "text",
      max_calls: "number",
    },
    required: ["name"],
  },
  lists: { columns: { name: "text", numbers: "several" }, required: ["name", "numbers"] },
  schedules: {
    columns: { name: "text", ...all(WEEKDAYS, "hours"), holidays: "country" },
    required: ["name"],
  },
  limits: {
    columns: { person: "text", ...all(LIMITS, "number") },
    required: ["person"],
  },
};

export function columnsOfTable(name: TableName): readonly string[] {
  return Object.keys(TABLES[name]?.columns ?? {});
}

function entries(data: Mapping, name: TableName): [string, Mapping][] {
  if (name !== "limits") return entriesOf(data, SHAPES[name]).map((one) => [one.key, one.value]);
  return Object.entries(mapping(at(data, LIMITS_PLACE))).map(([key, value]) => [
    key,
    mapping(value),
  ]);
}

export function tableOf(data: Mapping, name: TableName): string[][] {
  const columns = TABLES[name]?.columns ?? {};
  const rows = entries(data, name);
  if (name === "limits") {
    const known = new Set(rows.map(([key]) => key));
    const others = entriesOf(data, SHAPES.people).filter((one) => !known.has(one.key));
    rows.push(...others.map((one): [string, Mapping] => [one.key, {}]));
  }
  const shown = rows.map(([key, value]) =>
    Object.entries(columns).map(([column, kind], index) =>
      index === 0 ? key : cell(value, column, kind),
    ),
  );
  return [Object.keys(columns), ...shown];
}

/** A cell that cannot be what its column is: the line of the table, from 1, and the column. */
export interface WrongCell {
  row: number;
  column: string;
}

export interface Imported {
  edits: Edit[];
  added: number;
  changed: number;
  missing: string[];
  wrong: WrongCell[];
}

/**
 * What taking a table over would do. `missing` are columns it needs and does not have; `wrong`
 * cells change nothing. An empty cell says nothing, a dash takes away.
 */
export function importTable(data: Mapping, name: TableName, rows: readonly string[][]): Imported {
  const head = (rows[0] ?? []).map((one) => one.trim().toLowerCase());
  const missing = (TABLES[name]?.required ?? []).filter((one) => !head.includes(one));
  const wrong: WrongCell[] = [];
  if (missing.length > 0) return { edits: [], added: 0, changed: 0, missing, wrong };
  const before = new Map(entries(data, name));
  const after = new Map(before);
  rows.slice(1).forEach((row, index) => {
    const [id, made] = readRow(name, head, row, after, (column) =>
      wrong.push({ row: index + 2, column }),
    );
    if (id && made) after.set(id, made);
  });
  const touched = [...after.keys()].filter((id) => after.get(id) !== before.get(id));
  const added = touched.filter((id) => !before.has(id)).length;
  return {
    edits: touched.length > 0 ? editsTo(data, name, after, touched) : [],
    added,
    changed: touched.length - added,
    missing,
    wrong,
  };
}

/** What a row's entry is known by, and what becomes of it; undefined: nothing changes. */
function readRow(
  name: TableName,
  head: readonly string[],
  row: readonly string[],
  known: ReadonlyMap<string, Mapping>,
  isWrong: (column: string) => void,
): [string, Mapping | undefined] {
  const read = (column: string) => (row[head.indexOf(column)] ?? "").trim();
  const [[first = ""] = [], ...others] = Object.entries(TABLES[name]?.columns ?? {});
  const id = read(first);
  const before = known.get(id);
  const key = name === "limits" ? null : SHAPES[name].key;
  let made: Mapping = before ?? (key === null ? {} : { [key]: id });
  for (const [column, kind] of others) {
    const text = read(column);
    if (text === "" || text === cell(made, column, kind)) continue;
    const next = withCell(made, column, kind, text);
    if (next) made = next;
    else isWrong(column);
  }
  const saysNothing = name === "limits" && Object.keys(made).length === 0;
  return [id, made === before || saysNothing ? undefined : made];
}

function editsTo(
  data: Mapping,
  name: TableName,
  after: Map<string, Mapping>,
  touched: string[],
): Edit[] {
  const set = (path: Path, value: unknown): Edit => ({ kind: "set", path, value: value as Plain });
  if (name === "limits") {
    const people = { ...mapping(at(data, LIMITS_PLACE)), ...Object.fromEntries(after) };
    return [set(LIMITS_PLACE, people)];
  }
  if (SHAPES[name].key !== null) return [set([name], [...after.values()])];
  return touched.map((id) => set([name, id], after.get(id)));
}

function cell(value: Mapping, column: string, kind: Kind): string {
  if (kind === "hours") {
    const hours = readWeek(value.weekly)[column as (typeof WEEKDAYS)[number]];
    return hours.map(showInterval).join("; ") || NOTHING;
  }
  const found = value[column];
  if (kind === "country") return words(found) || words(mapping(found).country);
  return list(found).map(words).join("; ");
}

/** The entry with what a cell says; null: it cannot be that. */
function withCell(entry: Mapping, column: string, kind: Kind, text: string): Mapping | null {
  if (kind === "hours") return withHours(entry, column, text);
  const value = text === NOTHING ? undefined : valueOf(entry, column, kind, text);
  if (value === null) return null;
  return value === undefined ? without(entry, column) : { ...entry, [column]: value };
}

function valueOf(entry: Mapping, column: string, kind: Kind, text: string): Plain {
  if (kind === "several") return divided(text);
  if (kind === "country") {
    if (!/^[a-z]{2}$/i.test(text)) return null;
    return { ...mapping(entry[column]), country: text.toUpperCase() };
  }
  if (kind === "text") return text;
  const number = Number(text.replace(",", ".").replaceAll(/\s/g, ""));
  return Number.isFinite(number) && number >= 0 ? number : null;
}

function withHours(entry: Mapping, day: string, text: string): Mapping | null {
  const found = text === NOTHING ? [] : divided(text).map(parseInterval);
  if (found.includes(null)) return null;
  const week = { ...readWeek(entry.weekly), [day]: found as Interval[] };
  return { ...entry, weekly: writeWeek(week) };
}

function divided(value: string): string[] {
  return value
    .split(/[;|,]/)
    .map((one) => one.trim())
    .filter((one) => one !== "");
}
