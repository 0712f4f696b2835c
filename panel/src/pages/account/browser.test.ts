import { expect, test } from "vitest";
import { browserName } from "./browser";

test("a user agent is named as people name browsers", () => {
  const chrome =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36";
  expect(browserName(chrome)).toBe("Chrome, Windows");
  expect(browserName(`${chrome} Edg/131.0`)).toBe("Edge, Windows");
  expect(
    browserName("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"),
  ).toBe("Firefox, Linux");
  expect(browserName("something")).toBe("");
});
