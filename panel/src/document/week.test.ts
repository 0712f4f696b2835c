import { expect, test } from "vitest";
import { openMinutes, paint, readWeek, showInterval, writeWeek } from "./week";

test("a week is read and written back as it was", () => {
  const weekly = {
    "monday..friday": ["09:00-13:00", "14:00-18:00"],
    saturday: "10:00-15:00",
  };
  expect(writeWeek(readWeek(weekly))).toEqual(weekly);
});

test("an interval past midnight belongs to the day it starts on", () => {
  const week = readWeek({ friday: "20:00-02:00" });
  expect(week.friday).toEqual([{ from: 1200, to: 1560 }]);
  expect(writeWeek(week)).toEqual({ friday: "20:00-02:00" });
});

test("the whole day is one interval", () => {
  expect(readWeek({ "monday..sunday": "00:00-24:00" }).sunday).toEqual([{ from: 0, to: 1440 }]);
  expect(showInterval({ from: 0, to: 1440 })).toBe("00:00-24:00");
});

test("painting joins, wiping splits", () => {
  const painted = paint([{ from: 540, to: 720 }], 700, 800, true);
  expect(painted).toEqual([{ from: 540, to: 800 }]);
  expect(paint(painted, 600, 660, false)).toEqual([
    { from: 540, to: 600 },
    { from: 660, to: 800 },
  ]);
});

test("ranges may run over Sunday", () => {
  expect(openMinutes(readWeek({ "saturday..monday": "10:00-11:00" }))).toBe(180);
});
