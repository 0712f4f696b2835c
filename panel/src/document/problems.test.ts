import { expect, test } from "vitest";
import { problemsOfTree, remediesFor, splitPath } from "./problems";
import { SAMPLE, TYPES } from "./sample";
import { edited } from "./edit";
import { at, read, type Mapping } from "./text";

const goodbye = { name: "goodbye", prompt: "Bye." };

test("a path is split into its parts", () => {
  expect(splitPath("people[0].name")).toEqual(["people", 0, "name"]);
});

test("problems stand on the nodes they concern", () => {
  const one = {
    severity: "error" as const,
    rule: "x",
    path: ["trees", "main", "nodes", "menu", "exits"],
    line: 1,
    column: 1,
    message: "",
    allowed: "",
    remedy: "",
  };
  expect(problemsOfTree([one, { ...one, path: ["people", 0] }], "main")).toEqual({ menu: [one] });
});

test("open exits are led to the fallback by one click", () => {
  const text = edited(SAMPLE, [
    { kind: "delete", path: ["trees", "main", "nodes", "greeting", "exits"] },
  ]);
  const data = read(text).data as Mapping;
  const [remedy] = remediesFor(data, "main", "greeting", TYPES, goodbye);
  expect(remedy?.kind).toBe("wire_to_fallback");
  const mended = read(edited(text, remedy?.edits ?? [])).data;
  expect(at(mended, ["trees", "main", "nodes", "greeting", "exits", "next"])).toBe("goodbye");
});

test("where nothing ends a call, a goodbye is made", () => {
  const data = read("trees: {t: {start: a, nodes: {a: {type: greeting, prompt: x}}}}")
    .data as Mapping;
  const [remedy] = remediesFor(data, "t", "a", TYPES, goodbye);
  expect(remedy).toMatchObject({ kind: "wire_to_hang_up", target: "goodbye" });
});

test("exits that are no more are removed by one click", () => {
  const text = SAMPLE.replace("choices: [1]", "choices: [2]");
  const kinds = remediesFor(read(text).data as Mapping, "main", "menu", TYPES, goodbye);
  expect(kinds.map((one) => one.kind)).toEqual(["wire_to_fallback", "remove_exit"]);
});
