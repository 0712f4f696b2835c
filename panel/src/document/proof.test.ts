import { expect, test } from "vitest";
import { problemsOfTree } from "./problems";
import { problemOf, storyOf, type Finding } from "./proof";

const EXAMPLE = {
  to: "+74950000001",
  from: "",
  at: "2026-03-01T22:00:00",
  press: "1,wait",
  agents: "away,101=busy",
  webhook: "",
};
const FINDING: Finding = {
  kind: "silence",
  severity: "warning",
  tree: "main",
  node: "menu",
  message: "Nobody answers on Sundays.",
  example: EXAMPLE,
};

test("a finding stands on its node of the drawing", () => {
  const found = problemsOfTree([problemOf(FINDING)], "main");
  expect(found.menu?.[0]).toMatchObject({ severity: "warning", message: FINDING.message });
  expect(problemsOfTree([problemOf(FINDING)], "other")).toEqual({});
});

test("the call that shows a finding is the one that is tried", () => {
  expect(storyOf(EXAMPLE)).toMatchObject({
    at: "2026-03-01 22:00",
    caller: "",
    press: ["1", "wait"],
    usual: "away",
    others: { "101": "busy" },
  });
});
