import { expect, test } from "vitest";
import { SAMPLE } from "./sample";
import { keyMeaning, summaryOf } from "./summary";
import { read, type Mapping } from "./text";

const data = read(SAMPLE).data as Mapping;

test("a menu says what its keys are for", () => {
  const english = "For sales, press one. To talk to Anna, press zero.";
  expect(keyMeaning(english, "1")).toBe("Sales");
  expect(keyMeaning(english, "0")).toBe("Talk to Anna");
  const russian = "Отдел продаж — нажмите один. Чтобы поговорить с Анной, нажмите 0.";
  expect(keyMeaning(russian, "1")).toBe("Отдел продаж");
  expect(keyMeaning(russian, "0")).toBe("Поговорить с Анной");
  expect(keyMeaning(russian, "7")).toBe("");
});

test("people are named, not numbered", () => {
  const dial = { type: "dial", targets: ["101", "front"], order: "waves" };
  expect(summaryOf(dial, data, "en").lines).toEqual([
    "Anna Smith, front",
    "joining one by one, ring 25 s",
  ]);
});

test("queues and hours say what they are", () => {
  expect(summaryOf({ type: "queue", queue: "sales" }, data, "ru").lines).toEqual([
    "Sales",
    "1 оператор",
  ]);
  expect(summaryOf({ type: "hours", schedule: "office" }, data, "ru").lines).toEqual([
    "office",
    "пн–пт 09:00-18:00",
  ]);
});

test("shares stand at their exits", () => {
  expect(summaryOf({ type: "split", ways: { a: 30, b: 70 } }, data, "en").exits).toEqual({
    a: "30 %",
    b: "70 %",
  });
});

test("a type that nobody described shows its settings", () => {
  expect(summaryOf({ type: "new", colour: "red", exits: {} }, data, "en").lines).toEqual([
    "colour: red",
  ]);
});
