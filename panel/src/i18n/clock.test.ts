import { afterEach, expect, test } from "vitest";
import { clockZone, dayOf, isForeign, momentOf, setClock, wallOf } from "./clock";

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
afterEach(() => setClock(null));

test("the day is the company's, wherever its pages are read", () => {
  const evening = new Date("2026-11-25T21:15:00Z");
  setClock("Europe/Moscow");
  expect([dayOf(evening), wallOf(evening)]).toEqual(["2026-11-26", "2026-11-26T00:15:00"]);
  setClock("America/New_York");
  expect([dayOf(evening), wallOf(evening)]).toEqual(["2026-11-25", "2026-11-25T16:15:00"]);
  setClock("Mars/Olympus_Mons"); // a zone newer than the browser
  expect(dayOf(evening)).toBe(dayOf(evening, HERE));
  setClock(null);
  expect(clockZone()).toBeUndefined();
  expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
});

test.each([
  ["2026-11-26T00:15:00", "Europe/Moscow", "2026-11-25T21:15:00.000Z"],
  ["2026-07-01T12:00:00", "Europe/Berlin", "2026-07-01T10:00:00.000Z"],
  ["2026-01-01T05:45:00", "Asia/Kathmandu", "2026-01-01T00:00:00.000Z"],
  // The hour that comes twice, and the one that never does.
  ["2026-10-25T02:30:00", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
  ["2027-03-28T02:30:00", "Europe/Berlin", "2027-03-28T01:30:00.000Z"],
  ["2027-03-28T12:00:00", "Europe/Berlin", "2027-03-28T10:00:00.000Z"],
])("%s by the clock of %s is %s", (wall, zone, moment) => {
  expect(momentOf(wall, zone).toISOString()).toBe(moment);
});

test("who reads by another clock is told so, and nobody else", () => {
  const now = new Date();
  expect(isForeign(now)).toBe(false);
  setClock(HERE);
  expect(isForeign(now)).toBe(false);
  setClock(wallOf(now, "Pacific/Kiritimati") === wallOf(now, HERE) ? "UTC" : "Pacific/Kiritimati");
  expect(isForeign(now)).toBe(true);
});
