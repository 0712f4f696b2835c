import { expect, test } from "vitest";
import { SAMPLE } from "./sample";
import { at, locate, read } from "./text";

test("a text is read as the server reads it: numbers of people stay text", () => {
  const { data } = read(SAMPLE);
  expect(at(data, ["people", 1, "extension"])).toBe("007");
  expect(at(data, ["trees", "main", "nodes", "menu", "exits", "1"])).toBe("sales");
});

test("a broken text says where", () => {
  const { data, error } = read("code: [1\nname: x");
  expect(data).toBeNull();
  expect(error?.line).toBeGreaterThan(0);
});

test("a node is found in the text", () => {
  const place = locate(SAMPLE, ["trees", "main", "nodes", "menu"]);
  expect(SAMPLE.slice(place?.from, (place?.from ?? 0) + 5)).toBe("menu:");
});
