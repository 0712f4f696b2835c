import { expect, test } from "vitest";
import { read } from "./text";
import { faultOf, textErrorWords } from "./textErrorWords";

test.each([
  ["a:\n    b: 1\n  c: 2\n", "BAD_INDENT"],
  ["a:\n\tb: 2\n", "TAB_AS_INDENT"],
  ["a: 1\na: 2\n", "DUPLICATE_KEY"],
  ['a: "open\nb: 2\n', "MISSING_CHAR"],
  ["a: b: c\n", "BLOCK_AS_IMPLICIT_KEY"],
  ["b\nc: 2\n", "MULTILINE_IMPLICIT_KEY"],
  ["a: @home\n", "BAD_SCALAR_START"],
  ["a: *\n", "BAD_ALIAS"],
])("%j is explained in both languages", (text, code) => {
  const { error } = read(text);
  expect(error?.code).toBe(code);
  for (const words of [textErrorWords.en, textErrorWords.ru]) {
    expect(error && faultOf(error, words)).toBe(words.faults[code]);
  }
});

test("what has no words of its own is still said", () => {
  const error = { code: "SOMETHING_NEW", line: 1, column: 1 };
  expect(faultOf(error, textErrorWords.ru)).toBe(textErrorWords.ru.other);
});
