import { expect, test } from "vitest";
import { EMPTY, record, redo, step, undo } from "./history";

test("a step is only what differs", () => {
  expect(step("abcdef", "abXdef", "", 0)).toMatchObject({ at: 2, removed: "c", inserted: "X" });
  expect(step("aaa", "aaaa", "", 0)).toMatchObject({ removed: "", inserted: "a" });
});

test("everything can be undone and done again, however much it was", () => {
  let history = EMPTY;
  const texts = ["start"];
  for (let n = 0; n < 500; n++) {
    const before = texts.at(-1) as string;
    const at = (n * 7) % (before.length + 1);
    const after = before.slice(0, at) + `<${n}>` + before.slice(at + (n % 3));
    history = record(history, before, after, "", n * 10_000);
    texts.push(after);
  }
  let text = texts.at(-1) as string;
  for (let n = 499; n >= 0; n--) {
    const back = undo(history, text);
    text = back?.text ?? "";
    history = back?.history ?? EMPTY;
    expect(text).toBe(texts[n]);
  }
  expect(undo(history, text)).toBeNull();
  for (let n = 1; n <= 500; n++) {
    const next = redo(history, text);
    text = next?.text ?? "";
    history = next?.history ?? EMPTY;
    expect(text).toBe(texts[n]);
  }
});

test("what is typed into one field within a moment is one step", () => {
  let history = record(EMPTY, "a: ", "a: h", "a", 0);
  history = record(history, "a: h", "a: he", "a", 200);
  history = record(history, "a: he", "a: he!", "b", 300);
  expect(history.past).toHaveLength(2);
  const once = undo(history, "a: he!");
  expect(undo(once?.history ?? EMPTY, once?.text ?? "")?.text).toBe("a: ");
});

test("a new change forgets what was undone", () => {
  const first = undo(record(EMPTY, "a", "b", "", 0), "b");
  const history = record(first?.history ?? EMPTY, "a", "c", "", 5000);
  expect(redo(history, "c")).toBeNull();
});
