import { expect, test } from "vitest";
import { agentsText, BLANK, caseOf, pressText, requestOf } from "./tryCall";

test("people are written as the server reads them", () => {
  expect(agentsText({ usual: "free", others: { "101": "busy", "102": "free" } })).toBe(
    "free,101=busy",
  );
  expect(agentsText({ usual: "none", others: {} })).toBe("none");
});

test("waits at the end say nothing", () => {
  expect(pressText(["1", "wait", "2", "wait"])).toBe("1,wait,2");
  expect(pressText(["wait"])).toBe("");
});

test("what is usual is not asked for", () => {
  expect(requestOf(BLANK)).toMatchObject({ to: null, at: null, press: "", agents: "free" });
});

test("a case says only what differs, and what must become of the call", () => {
  const story = { ...BLANK, at: "sunday 22:00", press: ["1"] };
  expect(caseOf("night", story, "", { ends: "message", path: ["main/hours"] })).toEqual({
    name: "night",
    at: "sunday 22:00",
    from: "+79211234567",
    press: "1",
    expect: { ends: "message", path: ["main/hours"] },
  });
});
