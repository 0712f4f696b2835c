import { expect, test } from "vitest";
import { edited } from "./edit";
import { SAMPLE } from "./sample";
import { at, read } from "./text";

test("a change leaves comments and everything else as they were", () => {
  const path = ["trees", "main", "nodes", "greeting", "prompt"];
  const text = edited(SAMPLE, [{ kind: "set", path, value: "Good day!" }]);
  expect(text).toContain("# Our company");
  expect(text).toContain("# the boss");
  expect(text).toContain("# hello");
  expect(text).toContain("007");
  expect(at(read(text).data, path)).toBe("Good day!");
  expect(edited(text, [{ kind: "set", path, value: "Hello!" }])).toBe(edited(SAMPLE, []));
});

test("keys are found whether they are written as numbers or as text", () => {
  const path = ["trees", "main", "nodes", "menu", "exits", "1"];
  const text = edited(SAMPLE, [{ kind: "set", path, value: "goodbye" }]);
  expect(text.match(/\b1: goodbye/)).not.toBeNull();
  expect(Object.keys(at(read(text).data, path.slice(0, -1)) as object)).toHaveLength(3);
});

test("what is not there yet is made, and what goes leaves nothing behind", () => {
  const made = edited(SAMPLE, [
    { kind: "set", path: ["groups", "front"], value: { extensions: ["101"] } },
  ]);
  expect(at(read(made).data, ["groups", "front", "extensions"])).toEqual(["101"]);
  const gone = edited(made, [{ kind: "delete", path: ["groups", "front"] }]);
  expect(at(read(gone).data, ["groups", "front"])).toBeUndefined();
});

test("a key is renamed in its place", () => {
  const text = edited(SAMPLE, [{ kind: "rename", path: ["queues", "sales"], to: "shop" }]);
  expect(at(read(text).data, ["queues", "shop", "title"])).toBe("Sales");
});

test("text that looks like a number stays text", () => {
  const text = edited("code: x\n", [
    { kind: "set", path: ["numbers"], value: ["+7495", "101", "yes"] },
  ]);
  expect(read(text).data?.numbers).toEqual(["+7495", "101", "yes"]);
  expect(text).toContain('"101"');
});

test("an empty text takes its first value", () => {
  expect(read(edited("", [{ kind: "set", path: ["code"], value: "x" }])).data).toEqual({
    code: "x",
  });
});

test("a text that is no YAML is left alone", () => {
  expect(edited("a: [", [{ kind: "set", path: ["b"], value: 1 }])).toBe("a: [");
});
