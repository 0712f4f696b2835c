import { expect, test } from "vitest";
import { SAMPLE } from "./sample";
import { importTable, tableOf } from "./table";
import { at, edited, read, type Mapping } from "./text";

const data = read(SAMPLE).data as Mapping;

test("a table that is exported changes nothing when it comes back", () => {
  expect(tableOf(data, "people")[1]).toEqual(["101", "Anna Smith", ""]);
  expect(importTable(data, "people", tableOf(data, "people"))).toMatchObject({
    added: 0,
    changed: 0,
    edits: [],
  });
});

test("who is there is changed, the rest is added", () => {
  const rows = [
    ["Name", "Extension"],
    ["Anna Jones", "101"],
    ["Vera", "103"],
    ["nobody", ""],
  ];
  const made = importTable(data, "people", rows);
  expect(made).toMatchObject({ added: 1, changed: 1, missing: [] });
  const people = at(read(edited(SAMPLE, made.edits)).data, ["people"]) as Mapping[];
  expect(people.map((one) => one.name)).toEqual(["Anna Jones", "James", "Vera"]);
});

test("a table without its columns says which", () => {
  expect(importTable(data, "people", [["a"], ["1"]]).missing).toEqual(["extension", "name"]);
});
