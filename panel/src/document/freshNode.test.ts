import { expect, test } from "vitest";
import { freshNode } from "./freshNode";

test("a new node begins with what the company has", () => {
  const data = { people: [{ extension: "101" }], queues: { sales: {} } };
  expect(freshNode("dial", data, "en")).toEqual({ type: "dial", targets: ["101"] });
  expect(freshNode("queue", data, "en")).toEqual({ type: "queue", queue: "sales" });
});

test("its words are in the reader's language", () => {
  expect(freshNode("hang_up", {}, "ru").prompt).toBe("Всего доброго!");
});

test("a type that nothing is known of begins empty", () => {
  expect(freshNode("survey", {}, "en")).toEqual({ type: "survey" });
});
