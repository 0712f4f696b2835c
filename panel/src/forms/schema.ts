/** Which widget edits a value, decided by its JSON Schema and its name. Pure. */
import type { JsonSchema } from "../document/nodes";

export type Picker =
  | "queues"
  | "schedules"
  | "trees"
  | "mailboxes"
  | "trunks"
  | "lists"
  | "targets"
  | "extensions"
  | "numbers";

export type Widget =
  | { kind: "prompt"; many: boolean }
  | { kind: "pick"; from: Picker; many: boolean }
  | { kind: "choice"; options: string[] }
  | { kind: "switch" }
  | { kind: "number"; min?: number; max?: number; whole: boolean }
  | { kind: "text"; long: boolean }
  | { kind: "tags" }
  | { kind: "object"; schema: JsonSchema }
  | { kind: "objects"; schema: JsonSchema }
  | { kind: "mapping"; schema: JsonSchema }
  | { kind: "yaml" };

const PICKERS: Record<string, Picker> = {
  queue: "queues",
  schedule: "schedules",
  tree: "trees",
  mailbox: "mailboxes",
  trunk: "trunks",
  trunks: "trunks",
  lists: "lists",
  list: "lists",
  people: "targets",
  targets: "targets",
  agents: "extensions",
  extensions: "extensions",
  owners: "extensions",
  overflow_queue: "queues",
};

/** Follow references and drop the null of optional values. */
export function resolve(schema: JsonSchema, defs: Record<string, JsonSchema>): JsonSchema {
  let found = schema;
  for (let depth = 0; found.$ref && depth < 20; depth++) {
    const name = found.$ref.replace("#/$defs/", "");
    found = { ...(defs[name] ?? {}), ...without(found, "$ref") };
  }
  return found;
}

function without(schema: JsonSchema, key: keyof JsonSchema): JsonSchema {
  const copy = { ...schema };
  delete copy[key];
  return copy;
}

function options(schema: JsonSchema, defs: Record<string, JsonSchema>): JsonSchema[] {
  const found = resolve(schema, defs);
  const parts = found.anyOf ?? found.oneOf;
  if (!parts) return [found];
  return parts.flatMap((part) => options(part, defs)).filter((one) => one.type !== "null");
}

function has(schema: JsonSchema, type: string): boolean {
  return Array.isArray(schema.type) ? schema.type.includes(type) : schema.type === type;
}

function widgetName(schema: JsonSchema, defs: Record<string, JsonSchema>): string | undefined {
  if (schema.widget) return schema.widget;
  return options(schema, defs).find((one) => one.widget)?.widget;
}

/** Whether a value may be left out by writing null. */
export function isNullable(schema: JsonSchema, defs: Record<string, JsonSchema>): boolean {
  const found = resolve(schema, defs);
  const parts = found.anyOf ?? found.oneOf ?? [];
  return parts.some((part) => resolve(part, defs).type === "null");
}

export function widgetOf(
  name: string,
  schema: JsonSchema,
  defs: Record<string, JsonSchema>,
): Widget {
  const asked = widgetName(schema, defs);
  const kinds = options(schema, defs);
  const array = kinds.find((one) => has(one, "array"));
  const many = array !== undefined;
  if (asked === "prompts" || asked === "prompt") return { kind: "prompt", many };
  if (looksLikePrompt(kinds)) return { kind: "prompt", many };
  const picker = (asked && PICKERS[asked]) || PICKERS[name];
  const texts = kinds.every((one) => has(one, "string") || has(one, "array"));
  if (picker && texts && !kinds.some((one) => one.const !== undefined)) {
    return { kind: "pick", from: picker, many };
  }
  const [first] = kinds;
  if (!first) return { kind: "yaml" };
  return array ? ofArray(array, kinds, defs) : ofSingle(name, first, kinds, defs);
}

function looksLikePrompt(kinds: JsonSchema[]): boolean {
  return kinds.some(
    (one) => one.properties?.text !== undefined && one.properties.file !== undefined,
  );
}

function ofArray(array: JsonSchema, kinds: JsonSchema[], defs: Record<string, JsonSchema>): Widget {
  const item = resolve(array.items ?? {}, defs);
  if (item.properties) return { kind: "objects", schema: item };
  const plain = kinds.every(
    (one) => one === array || has(one, "string") || one.const !== undefined,
  );
  return plain && !has(item, "object") ? { kind: "tags" } : { kind: "yaml" };
}

function ofSingle(
  name: string,
  first: JsonSchema,
  kinds: JsonSchema[],
  defs: Record<string, JsonSchema>,
): Widget {
  const constants = kinds.flatMap((one) =>
    one.enum ? one.enum.map(String) : one.const !== undefined ? [String(one.const)] : [],
  );
  const free = kinds.some((one) => has(one, "string") && !one.enum && one.const === undefined);
  if (constants.length > 0 && !free) return { kind: "choice", options: constants };
  if (has(first, "boolean")) return { kind: "switch" };
  if (has(first, "string")) return { kind: "text", long: (first.maxLength ?? 0) > 300 };
  if (has(first, "number") || has(first, "integer")) {
    const min = first.minimum ?? first.exclusiveMinimum;
    const max = first.maximum ?? first.exclusiveMaximum;
    return {
      kind: "number",
      whole: has(first, "integer"),
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
    };
  }
  const object = kinds.find((one) => one.properties !== undefined);
  if (object) return { kind: "object", schema: object };
  const map = kinds.find((one) => has(one, "object"));
  if (map && name !== "weekly") {
    const values = map.additionalProperties ?? Object.values(map.patternProperties ?? {})[0];
    if (typeof values === "object") return { kind: "mapping", schema: resolve(values, defs) };
  }
  return { kind: "yaml" };
}

/** Fields in the order of the schema: what must be filled in first, then what may. */
export function fieldsOf(schema: JsonSchema, hidden: readonly string[] = []): string[] {
  const names = Object.keys(schema.properties ?? {}).filter((name) => !hidden.includes(name));
  const required = new Set(schema.required ?? []);
  return [...names.filter((n) => required.has(n)), ...names.filter((n) => !required.has(n))];
}
