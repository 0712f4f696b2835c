import { expect, test } from "vitest";
import { answeredShare, before, change, most, periodOf, shade, sum } from "./numbers";

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

test("a period ends tonight, and the one before it ends where it begins", () => {
  const { since, until } = periodOf("week", new Date(2026, 10, 25, 14));
  expect([since.getDate(), until.getDate()]).toEqual([19, 26]);
  expect(before(since, until).until).toEqual(since);
});
