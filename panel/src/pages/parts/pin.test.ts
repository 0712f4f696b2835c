import { expect, test } from "vitest";
import { randomPin } from "./pin";

test("a made PIN has six digits, of which no two neighbours are alike or in a row", () => {
  for (let round = 0; round < 200; round++) {
    const pin = randomPin();
    expect(pin).toMatch(/^\d{6}$/);
    const digits = [...pin].map(Number);
    const steps = digits.slice(1).map((digit, at) => Math.abs(digit - (digits[at] as number)));
    expect(Math.min(...steps)).toBeGreaterThan(1);
  }
});

test("what would be guessed is drawn anew", () => {
  const drawn = [1, 1, 2, 7, 7, 6, 3, 9, 0, 4];
  expect(randomPin(() => drawn.shift() as number)).toBe("173904");
});
