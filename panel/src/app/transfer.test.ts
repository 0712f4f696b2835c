import { expect, test } from "vitest";
import { dialled, inCall } from "./transfer";

const people = [
  { extension: "101", name: "Anna Smith" },
  { extension: "102", name: "Boris Cook" },
];
const isPerson = (one: string) => people.some((person) => person.extension === one);

test("who answered hands a call on, and a colleague who called as well", () => {
  const call = { caller: "+79210000001", called: "+74950000001", talks_with: "102" };
  expect(inCall(call, isPerson)).toEqual(["102"]);
  expect(inCall({ ...call, caller: "101" }, isPerson)).toEqual(["102", "101"]);
  expect(inCall({ ...call, caller: "101", talks_with: "+79210000009" }, isPerson)).toEqual(["101"]);
  expect(inCall({ ...call, talks_with: null }, isPerson)).toEqual([]);
});

test("a name, an internal number and a number as people write it can be dialled", () => {
  expect(dialled(" boris cook ", people)).toBe("102");
  expect(dialled("101", people)).toBe("101");
  expect(dialled("+7 (921) 000-00-09", people)).toBe("+79210000009");
  expect([dialled("", people), dialled("somebody", people), dialled("1", people)]).toEqual([
    "",
    "",
    "",
  ]);
});
