/** People and numbers as tables: out of the document and back into it. Pure. */
import { entriesOf, SHAPES, type PartName } from "./parts";
import { words, type Edit, type Mapping, type Plain } from "./text";

export const TABLE_COLUMNS: Partial<Record<PartName, readonly string[]>> = {
  people: ["extension", "name", "number"],
  numbers: ["number", "name", "trunk", "tree"],
};

export function tableOf(data: Mapping, part: PartName): string[][] {
  const columns = TABLE_COLUMNS[part] ?? [];
  const rows = entriesOf(data, SHAPES[part]).map((one) =>
    columns.map((column) => words(one.value[column])),
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
  const { key } = SHAPES[part];
  const columns = TABLE_COLUMNS[part] ?? [];
  const head = (rows[0] ?? []).map((one) => one.trim().toLowerCase());
  const required = part === "people" ? ["extension", "name"] : ["number", "trunk", "tree"];
  const missing = required.filter((one) => !head.includes(one));
  if (missing.length > 0 || key === null) return { edits: [], added: 0, changed: 0, missing };
  const entries = entriesOf(data, SHAPES[part]);
  const values = entries.map((one) => ({ ...one.value }));
  let added = 0;
  let changed = 0;
  for (const row of rows.slice(1)) {
    const given: Mapping = {};
    columns.forEach((column) => {
      const value = (row[head.indexOf(column)] ?? "").trim();
      if (value) given[column] = value;
    });
    const id = words(given[key]);
    if (!id) continue;
    const index = values.findIndex((one) => words(one[key]) === id);
    if (index < 0) {
      values.push(given);
      added += 1;
    } else if (differs(values[index] as Mapping, given)) {
      values[index] = { ...values[index], ...given };
      changed += 1;
    }
  }
  const edits: Edit[] =
    added + changed > 0 ? [{ kind: "set", path: [part], value: values as Plain }] : [];
  return { edits, added, changed, missing };
}

function differs(before: Mapping, given: Mapping): boolean {
  return Object.entries(given).some(([name, value]) => words(before[name]) !== words(value));
}
