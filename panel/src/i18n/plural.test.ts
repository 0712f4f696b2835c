import { expect, test } from "vitest";
import { enCount, ruCount } from "./plural";

test("Russian nouns take the form of their number", () => {
  const calls = (n: number) => ruCount(n, "звонок", "звонка", "звонков").replace(/\s/g, " ");
  expect([1, 2, 5, 11, 21, 22, 25, 111, 0].map(calls)).toEqual([
    "1 звонок",
    "2 звонка",
    "5 звонков",
    "11 звонков",
    "21 звонок",
    "22 звонка",
    "25 звонков",
    "111 звонков",
    "0 звонков",
  ]);
  expect(calls(1.5)).toBe("1,5 звонка");
});

test("English has one and many", () => {
  expect([enCount(1, "call"), enCount(0, "call"), enCount(1200, "call")]).toEqual([
    "1 call",
    "0 calls",
    "1,200 calls",
  ]);
});
