import { expect, test } from "vitest";
import { SAMPLE } from "./sample";
import { search } from "./search";
import { read } from "./text";

const { data } = read(SAMPLE);
const title = (type: string) => (type === "queue" ? "Очередь" : type);

test("nodes are found by their name, their kind and their words", () => {
  expect(search(data, "menu", title).map((hit) => hit.node)).toContain("menu");
  expect(search(data, "очередь", title).map((hit) => hit.node)).toEqual(["sales"]);
  expect(search(data, "PRESS", title)[0]).toMatchObject({ node: "menu" });
});

test("nothing wanted, nothing found", () => {
  expect(search(data, "  ", title)).toEqual([]);
  expect(search(data, "zebra", title)).toEqual([]);
});
