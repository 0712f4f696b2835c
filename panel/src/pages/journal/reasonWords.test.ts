import { expect, test } from "vitest";
import { reasonIn } from "./reasonWords";

test("why a call ended is told in the reader's language; what a carrier said stays", () => {
  expect(reasonIn("ru", "busy")).toBe("занято");
  expect(reasonIn("en", "busy")).toBe("busy");
  expect(reasonIn("ru", "Call Rejected by Carrier")).toBe("Call Rejected by Carrier");
  expect(reasonIn("ru", undefined)).toBe("");
});

test.each([
  ["the limit of money per day of daisy is reached", "исчерпан лимит «расходы за день»"],
  [
    "the limit of calls per day of person 203 at night is reached",
    "исчерпан лимит «звонки за день» (сотрудник 203, ночью)",
  ],
  [
    "the limit of simultaneous calls of daisy, set by the operator of the server, is reached",
    "исчерпан лимит «одновременные звонки» (установлен оператором сервера)",
  ],
])("%s", (reason, russian) => {
  expect(reasonIn("ru", reason)).toBe(russian);
});
