import { expect, test } from "vitest";
import { isMissed } from "./missed";

const CALL = { direction: "inbound", caller: "+79211234567", outcome: "abandoned" };

test("a caller who gave up, or left a message, can be called back", () => {
  expect(isMissed(CALL)).toBe(true);
  expect(isMissed({ ...CALL, outcome: "message" })).toBe(true);
});

test("who was served needs no call back", () => {
  expect(isMissed({ ...CALL, outcome: "answered" })).toBe(false);
  expect(isMissed({ ...CALL, outcome: "transferred" })).toBe(false);
});

test("who hid the number, and who was called, can't be", () => {
  expect(isMissed({ ...CALL, caller: "" })).toBe(false);
  expect(isMissed({ ...CALL, caller: "anonymous" })).toBe(false);
  expect(isMissed({ ...CALL, direction: "outgoing" })).toBe(false);
});
