import { expect, test } from "vitest";
import { alike } from "./alike";

test("the order of keys says nothing, that of a list does", () => {
  expect(alike({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true);
  expect(alike([1, 2], [2, 1])).toBe(false);
});

test("what is missing is not what is empty", () => {
  expect(alike({ a: undefined }, { b: undefined })).toBe(false);
  expect(alike({ a: null }, {})).toBe(false);
  expect(alike([], {})).toBe(false);
  expect(alike(null, {})).toBe(false);
});
