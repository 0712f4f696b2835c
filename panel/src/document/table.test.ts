import { expect, test } from "vitest";
import { SAMPLE } from "./sample";
import { importTable, tableOf } from "./table";
import { edited } from "./edit";
import { at, read, type Mapping } from "./text";

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

const offices = read(`
groups:
  all: { extensions: [101, 102] }
mailboxes:
  office: { title: Office, mail: one@daisy.example, keep_days: 30 }
`).data as Mapping;

test.each(["groups", "mailboxes"] as const)("%s come back as they went out", (part) => {
  const table = tableOf(offices, part);
  expect(importTable(offices, part, table)).toMatchObject({ added: 0, changed: 0, edits: [] });
});

test("what is known by a name is changed where it stands, and keeps what the table lacks", () => {
  const rows = [
    ["name", "title", "mail"],
    ["office", "", "one@daisy.example; two@daisy.example"],
    ["sales", "Sales", ""],
  ];
  const made = importTable(offices, "mailboxes", rows);
  expect(made).toMatchObject({ added: 1, changed: 1, missing: [] });
  expect(made.edits).toEqual([
    {
      kind: "set",
      path: ["mailboxes", "office"],
      value: {
        title: "Office",
        mail: ["one@daisy.example", "two@daisy.example"],
        keep_days: 30,
      },
    },
    { kind: "set", path: ["mailboxes", "sales"], value: { title: "Sales" } },
  ]);
});

test("a line that comes twice counts once, and the later one holds", () => {
  const rows = [
    ["name", "extensions"],
    ["night", "101"],
    ["night", "101; 103"],
  ];
  const made = importTable(offices, "groups", rows);
  expect(made).toMatchObject({ added: 1, changed: 0 });
  expect(made.edits).toEqual([
    { kind: "set", path: ["groups", "night"], value: { extensions: ["101", "103"] } },
  ]);
});
