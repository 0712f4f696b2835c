import { expect, test } from "vitest";
import { copyNodes, pasteNodes, readCopied } from "./clipboard";
import { SAMPLE } from "./sample";
import { edited } from "./edit";
import { at, read, type Mapping } from "./text";

const data = read(SAMPLE).data as Mapping;

test("copied nodes come under free names, with the wires between them", () => {
  const text = copyNodes(data, "main", ["greeting", "menu"], { menu: { x: 1, y: 2 } });
  const copied = readCopied(text);
  if (!copied) throw new Error("nothing was copied");
  const { edits, names } = pasteNodes(data, "main", copied, { x: 10, y: 10 });
  expect(names).toEqual(["greeting2", "menu2"]);
  const after = read(edited(SAMPLE, edits)).data;
  expect(at(after, ["trees", "main", "nodes", "greeting2", "exits", "next"])).toBe("menu2");
  expect(at(after, ["trees", "main", "nodes", "menu2", "exits", "1"])).toBe("sales");
  expect(at(after, ["trees", "main", "layout", "menu2"])).toEqual([11, 12]);
});

test("in another tree, wires to what is not there are left out", () => {
  const copied = readCopied(copyNodes(data, "main", ["menu"], {}));
  if (!copied) throw new Error("nothing was copied");
  const other = { trees: { t: { start: "a", nodes: {} } } };
  const { edits } = pasteNodes(other, "t", copied, { x: 0, y: 0 });
  expect(edits[0]).toMatchObject({ path: ["trees", "t", "nodes", "menu"] });
  expect((edits[0] as { value: Mapping }).value.exits).toBeUndefined();
});

test("other text in the clipboard is no copy", () => {
  expect(readCopied("hello")).toBeNull();
  expect(readCopied("null")).toBeNull();
  expect(readCopied('{"kind":"other"}')).toBeNull();
});
