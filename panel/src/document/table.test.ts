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

const house = read(`
people: [{ extension: "101", name: Anna }, { extension: "102", name: Boris }]
trunks:
  carrier: { addresses: ["192.0.2.1", "192.0.2.2:5070"], max_calls: 20, probe: null }
lists:
  vip: { numbers: ["+7495*"] }
queues:
  sales: { title: Sales, agents: ["101"], max_wait: 60, wrap_up: 5 }
schedules:
  office:
    weekly: { monday..friday: ["09:00-13:00", "14:00-18:00"] }
    holidays: { country: RU, workdays: false }
calling:
  limits: { people: { "101": { simultaneous: 6 } } }
`).data as Mapping;

test.each(["trunks", "lists", "queues", "schedules", "limits"] as const)(
  "%s come back as they went out",
  (part) => {
    const table = tableOf(house, part);
    expect(importTable(house, part, table)).toMatchObject({ added: 0, changed: 0, edits: [] });
  },
);

test("a schedule is a row with a cell for each day, and a dash is a closed one", () => {
  expect(tableOf(house, "schedules")[1]?.slice(0, 2)).toEqual([
    "office",
    "09:00-13:00; 14:00-18:00",
  ]);
  const made = importTable(house, "schedules", [
    ["name", "friday", "saturday", "holidays"],
    ["office", "-", "10:00-15:00", "by"],
  ]);
  expect(made.edits).toEqual([
    {
      kind: "set",
      path: ["schedules", "office"],
      value: {
        weekly: {
          "monday..thursday": ["09:00-13:00", "14:00-18:00"],
          saturday: "10:00-15:00",
        },
        holidays: { country: "BY", workdays: false },
      },
    },
  ]);
});

test("a cell that is no number and no hours is told of, and changes nothing", () => {
  const hours = importTable(house, "schedules", [
    ["name", "monday"],
    ["office", "from nine"],
  ]);
  expect(hours).toMatchObject({ edits: [], wrong: [{ row: 2, column: "monday" }] });
  const calls = importTable(house, "trunks", [
    ["name", "max_calls", "server"],
    ["carrier", "many", "sip.example.com"],
  ]);
  expect(calls.wrong).toEqual([{ row: 2, column: "max_calls" }]);
  expect(calls.edits).toMatchObject([{ value: { max_calls: 20, server: "sip.example.com" } }]);
});

test("everybody has a line in the table of limits; who gets none is not written down", () => {
  const table = tableOf(house, "limits");
  expect(table.slice(1).map(([person]) => person)).toEqual(["101", "102"]);
  const made = importTable(house, "limits", [
    ["person", "simultaneous", "money_per_day"],
    ["101", "-", "99,5"],
    ["102", "", ""],
  ]);
  expect(made.edits).toEqual([
    {
      kind: "set",
      path: ["calling", "limits", "people"],
      value: { "101": { money_per_day: 99.5 } },
    },
  ]);
});
