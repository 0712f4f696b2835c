import { expect, test } from "vitest";
import { isBelow, limitsOf, todayOf } from "./level";
import type { LiveQueue } from "./state";

const row = {
  joined: 5,
  answered: 3,
  service_level_of_answered: 1,
  service_level_of_all: 0.75,
};
const target = { percent: 80, within: 20 };

function queue(within: number | null): LiveQueue {
  return {
    name: "sales",
    title: "Sales",
    agents: [],
    available: 0,
    waiting: [],
    target: within === null ? null : { percent: 80, within },
  };
}

test("both service levels are kept apart by their formulas", () => {
  expect(todayOf(row)).toEqual({ joined: 5, answered: 3, ofAnswered: 1, ofAll: 0.75 });
});

test("a queue is below its target by all who came, not only by the answered", () => {
  const today = todayOf(row)!;
  expect(isBelow(today, target)).toBe(true);
  expect(isBelow(today, { ...target, percent: 75 })).toBe(false);
});

test("a day on which nobody has come is not below anything", () => {
  const none = todayOf({ joined: 0, answered: 0, service_level_of_all: null })!;
  expect(none.ofAll).toBeNull();
  expect(isBelow(none, target)).toBe(false);
  expect(todayOf(undefined)).toBeNull();
});

test("a queue that is published no more has no target to be below", () => {
  expect(isBelow(todayOf(row)!, null)).toBe(false);
});

test("queues that want the same share one report", () => {
  expect(limitsOf([queue(30), queue(20), queue(20), queue(null)])).toEqual([20, 30]);
});
