import { expect, test } from "vitest";
import { addDays, addMonths, daysBetween, stretch, weekdayOf, weeksOf } from "./days";

test("a month is whole weeks from Monday on", () => {
  const weeks = weeksOf(2026, 10); // November begins on a Sunday
  expect(weeks).toHaveLength(6);
  expect(weeks[0]).toEqual([null, null, null, null, null, null, "2026-11-01"]);
  expect(weeks[5]).toEqual(["2026-11-30", null, null, null, null, null, null]);
  expect(weeksOf(2027, 1)).toHaveLength(4); // a February of four whole weeks
});

test("days and months are counted over the ends of years and short months", () => {
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
  expect(addMonths("2026-12-31", 2)).toBe("2027-02-28");
  expect(addMonths("2026-01-15", -1)).toBe("2025-12-15");
  expect(weekdayOf("2026-11-23")).toBe(0);
});

test("a stretch may be drawn backwards", () => {
  expect(stretch("2026-11-25", "2026-11-20")).toEqual({ first: "2026-11-20", last: "2026-11-25" });
});

test("both ends of a stretch count", () => {
  expect(daysBetween("2026-03-28", "2026-03-30")).toBe(3);
});
