/** Node types as the server describes them, and which exits a node has with its settings. */
import { list, mapping, words, type Mapping } from "./text";

export type JsonSchema = {
  type?: string | string[];
  title?: string;
  description?: string;
  default?: unknown;
  enum?: unknown[];
  const?: unknown;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  patternProperties?: Record<string, JsonSchema>;
  required?: string[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  format?: string;
  widget?: string;
};

export interface NodeType {
  type: string;
  title: string;
  fixed_exits: string[];
  exits_from: string | null;
  exits_with: [string, string[]] | null;
  unwired_exits: string[];
  finishing_exits: string[];
}

export type NodeTypes = Record<string, NodeType>;

/** The names that a field brings as exits: its items, or the keys of a mapping. */
function named(value: Mapping[string] | undefined): string[] {
  if (value !== null && typeof value === "object" && !Array.isArray(value)) {
    return Object.keys(value);
  }
  return list(value).map(words).filter(Boolean);
}

function isSet(value: Mapping[string] | undefined): boolean {
  if (value === undefined || value === null || value === false || value === "") return false;
  return Array.isArray(value) ? value.length > 0 : true;
}

/** Every exit a node has, in the order of the server: its own, the fixed ones, the further ones. */
export function exitNames(node: Mapping, types: NodeTypes): string[] {
  const type = types[words(node.type)];
  if (!type) return Object.keys(mapping(node.exits));
  const own = type.exits_from ? named(node[type.exits_from]) : [];
  const [field, further] = type.exits_with ?? ["", []];
  const names = [...own, ...type.fixed_exits, ...(field && isSet(node[field]) ? further : [])];
  return [...new Set(names)];
}

export function isOptional(exit: string, type: NodeType | undefined): boolean {
  if (!type) return true;
  return type.unwired_exits.includes(exit) || type.finishing_exits.includes(exit);
}
