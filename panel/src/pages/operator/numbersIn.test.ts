import { expect, test } from "vitest";
import { numbersIn } from "./numbersIn";

test("numbers are read however they were written, each once", () => {
  expect(numbersIn("+7 (495) 000-00-01\n74950000002, +74950000001;\n\n")).toEqual([
    "+74950000001",
    "+74950000002",
  ]);
  expect(numbersIn(" \n")).toEqual([]);
});
