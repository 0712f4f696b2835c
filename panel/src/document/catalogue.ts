/** What the server says a document may hold: node types with their forms, and the parts' forms. */
import type { JsonSchema, NodeTypes } from "./nodes";

export interface Catalogue {
  types: NodeTypes;
  /** The form of each node type. */
  forms: Record<string, JsonSchema>;
  defs: Record<string, JsonSchema>;
  document: JsonSchema;
  strategies: string[];
}

interface SchemaAnswer {
  document: unknown;
  nodes: readonly {
    name: string;
    title: string;
    exits: readonly string[];
    exits_from: string | null;
    exits_with: unknown;
    optional_exits: readonly string[];
    finishing_exits: readonly string[];
  }[];
  strategies: readonly string[];
}

export function catalogueOf(answer: SchemaAnswer): Catalogue {
  const document = answer.document as JsonSchema;
  const defs = document.$defs ?? {};
  const types: NodeTypes = {};
  const forms: Record<string, JsonSchema> = {};
  for (const node of answer.nodes) {
    const type = node.name;
    types[type] = {
      type,
      title: node.title,
      fixed_exits: [...node.exits],
      exits_from: node.exits_from,
      exits_with: (node.exits_with as [string, string[]] | null) ?? null,
      unwired_exits: [...node.optional_exits],
      finishing_exits: [...node.finishing_exits],
    };
    forms[type] = defs[`node_${type}`] ?? {};
  }
  return { types, forms, defs, document, strategies: [...answer.strategies] };
}

/** The form of an entry of one part: a person, a queue, a trunk. */
export function partSchema(catalogue: Catalogue, part: string): JsonSchema {
  let schema: JsonSchema | undefined = catalogue.document.properties?.[part];
  for (let depth = 0; schema && depth < 12; depth++) {
    if (schema.$ref) schema = catalogue.defs[schema.$ref.replace("#/$defs/", "")];
    else if (schema.properties) return schema;
    else if (schema.items) schema = schema.items;
    else if (typeof schema.additionalProperties === "object") schema = schema.additionalProperties;
    else if (schema.patternProperties) schema = Object.values(schema.patternProperties)[0];
    else schema = (schema.anyOf ?? []).find((one) => one.type !== "null");
  }
  return schema ?? {};
}
