import { expect, test } from "vitest";
import { SAMPLE } from "./sample";
import { additions, firstSteps, wishesFrom, wishesOf, type DrawnTree } from "./templates";
import { edited } from "./edit";
import { at, read, type Mapping } from "./text";

const DATA = read(SAMPLE).data as Mapping;

const DRAWN: DrawnTree = {
  tree: "main2",
  parts: {
    queues: { reception: { title: "Reception", agents: ["101", "103"] } },
    trees: { main2: { start: "queue", nodes: { queue: { type: "queue", queue: "reception" } } } },
  },
};

const ANSWERS = {
  company: "Daisy",
  number: "+74950000001",
  people: [
    { name: "Anna Smith", extension: "101" },
    { name: "Vera", extension: "103" },
  ],
  days: ["monday", "tuesday"],
  from: "10:00",
  to: "19:00",
  mail: "office@example.com",
};

test("a template is drawn for the people that there are, and takes no name that is in use", () => {
  const wishes = wishesOf(DATA, "ru");
  expect(wishes.extensions).toContain("101");
  expect(wishes.taken.trees).toEqual(Object.keys(DATA.trees as Mapping));
  expect(wishes.language).toBe(DATA.language);
});

test("somebody who has no number yet is not rung", () => {
  const people = [{ extension: "" }, { extension: "102" }];
  expect(wishesOf({ people }, "en").extensions).toEqual(["102"]);
});

test("messages go to the mailbox that there is", () => {
  const data = { mailboxes: { office: { title: "Office" } } };
  expect(wishesOf(data, "ru").mailbox).toBe("office");
  expect(wishesOf({}, "ru").mailbox).toBe("");
});

test("what was drawn is added, and nothing else changes", () => {
  const data = read(edited(SAMPLE, additions(DRAWN))).data;
  expect(at(data, ["trees", "main2", "start"])).toBe("queue");
  expect(at(data, ["people"])).toEqual(DATA.people);
});

test("four answers say who answers, when, and where messages go", () => {
  const wishes = wishesFrom(ANSWERS, DATA, "en");
  expect(wishes.weekly).toEqual({ monday: ["10:00-19:00"], tuesday: ["10:00-19:00"] });
  expect(wishes).toMatchObject({ name: "Daisy", extensions: ["101", "103"], mail: ANSWERS.mail });
});

test("the number leads to the tree, and nobody is there twice", () => {
  const data = read(edited(SAMPLE, firstSteps(DATA, ANSWERS, DRAWN, null))).data;
  expect(at(data, ["numbers", 0, "tree"])).toBe("main2");
  expect(at(data, ["people"])).toHaveLength(3);
});

test("a number of a carrier that there is comes with the tree", () => {
  const answers = { ...ANSWERS, number: "+74950000077" };
  const numbers = (edits: ReturnType<typeof firstSteps>) =>
    at(read(edited(SAMPLE, edits)).data, ["numbers"]) as Mapping[];
  expect(numbers(firstSteps(DATA, answers, DRAWN, { trunk: "carrier" })).at(-1)).toEqual({
    number: "+74950000077",
    trunk: "carrier",
    tree: "main2",
  });
  expect(numbers(firstSteps(DATA, answers, DRAWN, null))).toEqual(DATA.numbers);
});
