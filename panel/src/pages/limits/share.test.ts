import { expect, test } from "vitest";
import { byShare, shareOf, stateOf, type Limit } from "./share";

const limit = (used: string, bound: string, name = "daisy"): Limit => ({
  scope: "company",
  name,
  night: false,
  by_operator: false,
  bound: "money_per_day",
  used,
  limit: bound,
});

test("a share says when a mail goes and when calls are refused", () => {
  expect([limit("1", "4"), limit("4", "5"), limit("3.5", "3")].map(stateOf)).toEqual([
    "calm",
    "near",
    "reached",
  ]);
  expect(shareOf(limit("0", "0"))).toBe(1); // nothing is allowed: it is reached
});

test("the nearest to its bound comes first, the unused on request", () => {
  const limits = [limit("1", "10", "a"), limit("0", "5", "b"), limit("9", "10", "c")];
  expect(byShare(limits, false).map((one) => one.name)).toEqual(["c", "a"]);
  expect(byShare(limits, true).map((one) => one.name)).toEqual(["c", "a", "b"]);
});
