import { expect, test } from "vitest";
import { parseCsv, writeCsv } from "./csv";

test("what is written is read back", () => {
  const rows = [
    ["extension", "name"],
    ["101", 'Anna "the boss"; Smith'],
    ["102", "two\nlines"],
    ["", "+7495"],
  ];
  expect(parseCsv(writeCsv(rows))).toEqual(rows);
});

test("commas, semicolons and tabs are understood, with any line ends", () => {
  expect(parseCsv("a,b\n1,2")).toEqual([
    ["a", "b"],
    ["1", "2"],
  ]);
  expect(parseCsv("a;b\r\n1;2,5\r\n\r\n")).toEqual([
    ["a", "b"],
    ["1", "2,5"],
  ]);
  expect(parseCsv("\uFEFFa\tb\n1\t2")).toEqual([
    ["a", "b"],
    ["1", "2"],
  ]);
});

test("a formula stays text in a spreadsheet", () => {
  expect(writeCsv([["=1+1"]])).toContain("'=1+1");
  expect(writeCsv([["-2+3+cmd|' /C calc'!A0"]])).toContain("'-2+3");
  expect(writeCsv([["+74950000001"]])).not.toContain("'");
  for (const name of ["=1+1", "-2+3", "'tis", "@home"])
    expect(parseCsv(writeCsv([["name"], [name]]))[1]).toEqual([name]);
});
