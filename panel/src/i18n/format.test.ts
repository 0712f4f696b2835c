import { expect, test } from "vitest";
import { setClock } from "./clock";
import {
  decimal,
  clock,
  duration,
  formatTime,
  megabytes,
  percent,
  phone,
  zoneName,
} from "./format";

test("durations are read as people say them", () => {
  expect([clock(7), clock(187), clock(3909), clock(null)]).toEqual([
    "0:07",
    "3:07",
    "1:05:09",
    "—",
  ]);
  expect(duration(187, "ru")).toBe("3 мин 7 с");
  expect(duration(3600, "en")).toBe("1 h");
  expect(duration(0, "ru")).toBe("0 с");
});

test("telephone numbers are grouped", () => {
  expect(phone("+74950000001", "ru")).toBe("+7 495 000-00-01");
  expect(phone("", "ru")).toBe("номер скрыт");
  expect(phone("101", "en")).toBe("101");
});

test("times are those of the company's zone, not of the browser's", () => {
  expect(formatTime("2026-11-22T19:00:00Z", "ru", "time", "Europe/Moscow")).toBe("22:00");
  setClock("Asia/Tokyo");
  expect(formatTime("2026-11-22T19:00:00Z", "en", "time")).toBe("04:00");
  setClock(null);
  expect(formatTime("nonsense", "en")).toBe("—");
});

test("a zone is called by its place", () => {
  expect(zoneName("Europe/Moscow", "ru")).toBe("Москва");
  expect(zoneName("Europe/Moscow", "en")).toBe("Moscow Time");
});

test("shares have a digit after the point only where it matters", () => {
  expect(percent(0.834, "en")).toBe("83%");
  expect(percent(0.034, "en")).toBe("3.4%");
  expect(percent(null, "ru")).toBe("—");
});

test("room is told in the units of the language", () => {
  expect(megabytes(316.4, "en")).toBe("316 MB");
  expect(megabytes(316.4, "ru")).toMatch(/^316\sМБ$/);
  expect(megabytes(74_945.7, "ru")).toMatch(/^74,9\sГБ$/);
});

test("a decimal has the language's own comma or point", () => {
  expect(decimal(1.25, "ru")).toBe("1,3");
  expect(decimal(0.04, "en")).toBe("0.0");
});
