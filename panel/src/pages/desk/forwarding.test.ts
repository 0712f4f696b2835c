import { expect, test } from "vitest";
import {
  compact,
  plainRule,
  secondsOf,
  specialRules,
  targetsOf,
  withRule,
  without,
  wrongTargets,
  type Wishes,
} from "./forwarding";

const NONE: Wishes = { rules: [], do_not_disturb: false, waves: [] };
const EVENING = {
  when: "always" as const,
  target: "102",
  callers: ["+7495*"],
  hours: null,
  accept: true,
};

test("a target typed in makes a rule, and emptied takes it away", () => {
  const set = withRule(NONE, "busy", { target: "102" });
  expect(plainRule(set, "busy")?.target).toBe("102");
  expect(withRule(set, "busy", { target: "" }).rules).toEqual([]);
});

test("a changed rule stays in its place, the others are left alone", () => {
  const two = withRule(withRule(NONE, "busy", { target: "102" }), "no_answer", { target: "103" });
  const changed = withRule(two, "busy", { target: "104" });
  expect(changed.rules.map((one) => one.target)).toEqual(["104", "103"]);
});

test("a rule for some callers is not the rule for everybody", () => {
  const wishes = { ...NONE, rules: [EVENING] };
  expect(plainRule(wishes, "always")).toBeUndefined();
  const both = withRule(wishes, "always", { target: "103" });
  expect(both.rules).toHaveLength(2);
  expect(specialRules(both)).toEqual([EVENING]);
  expect(without(both, EVENING).rules.map((one) => one.target)).toEqual(["103"]);
});

test("seconds of a rule without a target make no rule", () => {
  expect(withRule(NONE, "no_answer", { after: 20 }).rules).toEqual([]);
});

test("a number is kept without its punctuation", () => {
  expect(compact("+7 (921) 123-45-67")).toBe("+79211234567");
  expect(targetsOf("101, +7 921 123-45-67;")).toEqual(["101", "+79211234567"]);
});

test("what is no number is found before it is sent", () => {
  const wishes = withRule(NONE, "busy", { target: "home" });
  expect(wrongTargets({ ...wishes, waves: [{ targets: ["101", "1"], delay: 0 }] })).toEqual([
    "home",
    "1",
  ]);
});

test("seconds stay within what the server takes, and an empty field is none", () => {
  expect([secondsOf("15"), secondsOf("999"), secondsOf("-1"), secondsOf("")]).toEqual([
    15,
    300,
    0,
    null,
  ]);
});
