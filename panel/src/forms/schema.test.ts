import { expect, test } from "vitest";
import type { JsonSchema } from "../document/nodes";
import { fieldsOf, widgetOf } from "./schema";

const defs: Record<string, JsonSchema> = {
  Order: { enum: ["together", "waves"], type: "string" },
  Prompt: { type: "object", properties: { text: {}, file: {} } },
};

test.each([
  ["ring_time", { type: "number", minimum: 1 }, "number"],
  ["barge_in", { type: "boolean" }, "switch"],
  ["order", { $ref: "#/$defs/Order" }, "choice"],
  ["queue", { type: "string", widget: "queue" }, "pick"],
  ["agents", { type: "array", items: { type: "string" } }, "pick"],
  ["tags", { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] }, "tags"],
  [
    "greeting",
    { anyOf: [{ type: "string" }, { $ref: "#/$defs/Prompt" }, { type: "null" }] },
    "prompt",
  ],
  ["ways", { type: "object", additionalProperties: { type: "integer" } }, "mapping"],
  ["weekly", { type: "object", additionalProperties: {} }, "yaml"],
  ["note", { anyOf: [{ type: "string" }, { type: "null" }] }, "text"],
  ["max_wait", { anyOf: [{ type: "number" }, { type: "null" }] }, "number"],
  ["caller_id", { anyOf: [{ enum: ["caller"], type: "string" }, { type: "string" }] }, "text"],
] as [string, JsonSchema, string][])("%s gets the widget that suits it", (name, schema, kind) => {
  expect(widgetOf(name, schema, defs).kind).toBe(kind);
});

test("what must be filled in comes first", () => {
  const schema = { properties: { a: {}, b: {}, exits: {} }, required: ["b"] };
  expect(fieldsOf(schema, ["exits"])).toEqual(["b", "a"]);
});
