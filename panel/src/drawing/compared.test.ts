import { expect, test } from "vitest";
import { SAMPLE, TYPES } from "../document/sample";
import { read, type Mapping } from "../document/text";
import { compared, treesThatDiffer } from "./compared";

function changed(...edits: [string, string][]): Mapping {
  let text = SAMPLE;
  for (const [old, now] of edits) {
    expect(text).toContain(old);
    text = text.replace(old, now);
  }
  return read(text).data ?? {};
}

const LIVE = changed();

test("the same document differs nowhere, wherever its nodes stand", () => {
  expect(treesThatDiffer(LIVE, LIVE)).toEqual([]);
  const moved = changed(["    nodes:\n", "    layout: {greeting: [40, 80]}\n    nodes:\n"]);
  expect(treesThatDiffer(LIVE, moved)).toEqual([]);
});

test("settings are the node's change, wires are drawn by themselves", () => {
  const draft = changed(
    ["prompt: Hello!", "prompt: Good morning!"],
    ["exits: {1: sales,", "exits: {1: goodbye,"],
  );
  expect(treesThatDiffer(LIVE, draft)).toEqual(["main"]);
  const found = compared(LIVE, draft, "main", TYPES);
  expect(found?.overlay.changes).toEqual({ greeting: "changed" });
  expect(found?.overlay.wires).toEqual({ "menu→1": "added", "−menu→1": "removed" });
  const ghost = found?.graph.edges.find((edge) => edge.id === "−menu→1");
  expect(ghost?.target).toBe("sales");
});

test("a node that is gone stays as a ghost with its wires", () => {
  const draft = changed(
    ["      sales:\n        type: queue\n        queue: sales\n", ""],
    ["exits: {1: sales, ", "exits: {"],
    ["choices: [1]", "choices: [2]"],
  );
  const found = compared(LIVE, draft, "main", TYPES);
  expect(found?.overlay.changes).toEqual({ menu: "changed", sales: "removed" });
  expect(found?.graph.nodes.map((node) => node.id)).toContain("sales");
  // The exit 1 is not drawn any more, so no wire can begin there.
  expect(found?.graph.edges.some((edge) => edge.id === "−menu→1")).toBe(false);
});

test("a tree that is new, or gone, is all of it", () => {
  const found = compared(null, LIVE, "main", TYPES);
  expect(new Set(Object.values(found?.overlay.changes ?? {}))).toEqual(new Set(["added"]));
  const gone = compared(LIVE, null, "main", TYPES);
  expect(new Set(Object.values(gone?.overlay.changes ?? {}))).toEqual(new Set(["removed"]));
  expect(new Set(Object.values(gone?.overlay.wires ?? {}))).toEqual(new Set(["removed"]));
  expect(compared(LIVE, LIVE, "other", TYPES)).toBeNull();
});
