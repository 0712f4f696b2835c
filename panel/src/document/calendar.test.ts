import { expect, test } from "vitest";
import {
  daysOf,
  exceptionAt,
  freeDayName,
  onDays,
  withGreeting,
  withHours,
  withNew,
} from "./calendar";
import { stretch } from "./days";

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

test("what callers are told can be given to an exception and taken from it", () => {
  const told = withGreeting(summer, "We close early.");
  expect(told).toEqual({ ...summer, greeting: "We close early." });
  expect(withGreeting(told, undefined)).toEqual(summer);
});
