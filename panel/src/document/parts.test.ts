import { expect, test } from "vitest";
import { addEntry, entriesOf, nextExtension, renameEntry, SHAPES, usesOf } from "./parts";
import { SAMPLE } from "./sample";
import { edited } from "./edit";
import { at, read, type Mapping } from "./text";

const data = read(SAMPLE).data as Mapping;

test("entries are known by their own key, in lists and in mappings", () => {
  expect(entriesOf(data, SHAPES.people).map((one) => one.key)).toEqual(["101", "007"]);
  expect(entriesOf(data, SHAPES.queues).map((one) => one.path)).toEqual([["queues", "sales"]]);
});

test("a new person gets the next number", () => {
  expect(nextExtension(data)).toBe("102");
  const { edits } = addEntry(data, SHAPES.people, "102", { name: "Vera" });
  expect(at(read(edited(SAMPLE, edits)).data, ["people", 2, "name"])).toBe("Vera");
});

test("a new queue gets a free name", () => {
  expect(addEntry(data, SHAPES.queues, "sales", { title: "x" }).key).toBe("sales2");
});

test("what uses a thing is found, each place once", () => {
  expect(usesOf(data, "queues", "sales").map((one) => one.text)).toEqual(["main › sales"]);
  expect(usesOf(data, "people", "101").map((one) => one.text)).toEqual(["Sales"]);
  expect(usesOf(data, "trees", "main").map((one) => one.to)).toEqual(["/numbers"]);
  expect(usesOf(data, "people", "007")).toEqual([]);
});

test("a number is used by those who present it, and not by its own entry", () => {
  const own = "+74950000001";
  const company = {
    numbers: [{ number: own, tree: "main" }],
    people: [{ extension: "101", name: "Anna", may_present: [own] }],
    groups: { sales: { title: "Sales", number: own } },
  };
  expect(usesOf(company, "numbers", own).map((one) => one.text)).toEqual(["Anna", "Sales"]);
});

test("a renamed queue is still found by the nodes that lead to it", () => {
  const after = read(edited(SAMPLE, renameEntry(data, "queues", "sales", "shop"))).data;
  expect(at(after, ["trees", "main", "nodes", "sales", "queue"])).toBe("shop");
  expect(at(after, ["queues", "shop", "title"])).toBe("Sales");
});
