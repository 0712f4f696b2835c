import { expect, test } from "vitest";
import { answeredShare, before, change, most, periodOf, queryOf, shade, sum } from "./numbers";
import { EMPTY, span } from "../journal/filter";

test("a heat map is darkest where most is", () => {
  expect([0, 1, 5, 10].map((one) => shade(one, 10))).toEqual([0, 1, 2, 4]);
  expect(shade(3, 0)).toBe(0);
  expect(most([[1, 2], [7]])).toBe(7);
  expect(most([])).toBe(0);
});

test("shares of nothing are no figures", () => {
  const totals = { total: 0, outcomes: {}, ringing: 0, waiting: 0, talking: 0 };
  expect(answeredShare(totals)).toBeNull();
  expect(answeredShare({ ...totals, total: 4, outcomes: { answered: 3 } })).toBe(0.75);
  expect(sum({ a: 1, b: 2 })).toBe(3);
  expect(change(12, 10)).toBeCloseTo(0.2);
  expect(change(12, 0)).toBeNull();
});

test("a period ends today, and the one before it has as many days and ends where it begins", () => {
  const now = new Date(2026, 10, 25, 14);
  const none = { first: "", last: "" };
  const week = periodOf("week", none, now);
  expect(week).toEqual({ first: "2026-11-19", last: "2026-11-25" });
  expect(before(week)).toEqual({ first: "2026-11-12", last: "2026-11-18" });
  expect(periodOf("yesterday", none, now)).toEqual({ first: "2026-11-24", last: "2026-11-24" });
  const chosen = { first: "2026-03-28", last: "2026-03-30" };
  expect(before(periodOf("days", chosen, now))).toEqual({
    first: "2026-03-25",
    last: "2026-03-27",
  });
});

test("a report of days is asked for in the company's midnights, as the journal is", () => {
  expect(queryOf({ first: "2026-11-24", last: "2026-11-24" })).toEqual(
    span({ ...EMPTY, period: "yesterday" }, new Date(2026, 10, 25, 14)),
  );
});
