import { expect, test } from "vitest";
import { edited, type Edit } from "./edit";
import { SAMPLE } from "./sample";
import { locate, read } from "./text";
import { changed, documentOf } from "./yaml";

/** As if nothing were known of a text yet. */
function afresh<T>(look: () => T): T {
  documentOf("another: text");
  return look();
}

test("what was changed in place is what a reader of the text finds", () => {
  const edits: Edit[] = [
    { kind: "set", path: ["name"], value: "Two words: and a colon" },
    { kind: "set", path: ["numbers"], value: ["+7495", "101", "yes", "null", "", "a\nb\n"] },
    { kind: "set", path: ["trees", "main", "layout", "menu"], value: [12, -24] },
    { kind: "set", path: ["queues", "sales", "target"], value: { percent: 80, within: 1.5 } },
    { kind: "rename", path: ["queues", "sales"], to: "007" },
    { kind: "delete", path: ["trees", "main", "nodes", "greeting"] },
    { kind: "set", path: ["groups"], value: {} },
    { kind: "set", path: ["groups", "front"], value: { extensions: ["101"], empty: [] } },
    { kind: "set", path: ["name"], value: `${"long words ".repeat(30)}end` },
  ];
  let text = SAMPLE;
  for (const edit of edits) {
    text = edited(text, [edit]);
    const known = read(text);
    expect(known).toEqual(afresh(() => read(text)));
    const again = edited(text, [{ kind: "set", path: ["code"], value: "rose" }]);
    expect(again).toBe(
      afresh(() => edited(text, [{ kind: "set", path: ["code"], value: "rose" }])),
    );
  }
});

test("a place is one in the text as it is now", () => {
  const text = edited(SAMPLE, [{ kind: "set", path: ["name"], value: "A much longer name" }]);
  const place = locate(text, ["trees", "main", "nodes", "menu"]);
  expect(text.slice(place?.from, place?.to)).toMatch(/^menu:/);
});

test("a change that fails leaves nothing half-changed", () => {
  expect(() =>
    changed("a: 1\n", (doc) => {
      doc.set("a", 2);
      throw new Error("no");
    }),
  ).toThrow("no");
  expect(read("a: 1\n").data).toEqual({ a: 1 });
});
