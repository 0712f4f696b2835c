import { expect, test } from "vitest";
import {
  addDays,
  addMonths,
  daysOf,
  exceptionAt,
  freeDayName,
  onDays,
  stretch,
  weekdayOf,
  weeksOf,
  withHours,
  withNew,
} from "./calendar";

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

const summer = { name: "summer", from: "2026-07-01", to: "2026-08-31", hours: "10:00-16:00" };
const party = { name: "party", date: "2026-12-30", closed: true, greeting: "We dance." };
const again = { name: "party", date: "2026-06-30", closed: true };

test("of several exceptions with one name the one of the day is found", () => {
  expect(exceptionAt([summer, party, again], "party", "2026-06-30")).toBe(2);
  expect(exceptionAt([summer, party, again], "summer", "2026-08-31")).toBe(0);
  expect(exceptionAt([summer], "summer", "2026-09-01")).toBe(-1);
});

test("other days and other hours leave the rest of an exception as it was", () => {
  const moved = onDays(party, stretch("2026-12-29", "2026-12-30"));
  expect(moved).toEqual({
    name: "party",
    from: "2026-12-29",
    to: "2026-12-30",
    closed: true,
    greeting: "We dance.",
  });
  expect(daysOf(onDays(moved, stretch("2026-12-30", "2026-12-30")))).toEqual(daysOf(party));
  expect(withHours(party, ["10:00-12:00"])).toEqual({
    name: "party",
    date: "2026-12-30",
    greeting: "We dance.",
    hours: "10:00-12:00",
  });
  expect(withHours(summer, [])).not.toHaveProperty("hours");
});

test("a new exception rules the days that it has in common with an older one", () => {
  const made = { name: "move", date: "2026-07-15", closed: true };
  expect(withNew([party, summer], made)).toEqual([party, made, summer]);
  expect(withNew([party], made)).toEqual([party, made]);
});

test("a new exception gets a name of its own", () => {
  expect(freeDayName("special day", [])).toBe("special day");
  expect(freeDayName("special day", ["special day", "special day 2"])).toBe("special day 3");
});
