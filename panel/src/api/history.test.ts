import { expect, test } from "vitest";
import { History, isLater } from "./history";

const ids = (events: readonly { id: string }[] | null) => events?.map((one) => one.id);

test("what happened since an event is known from where the history began", () => {
  const history = new History();
  history.begin("a-4");
  for (const number of [5, 6, 10]) history.add({ id: `a-${number}` });
  expect(ids(history.since("a-4"))).toEqual(["a-5", "a-6", "a-10"]);
  expect(ids(history.since("a-6"))).toEqual(["a-10"]);
  expect(ids(history.since("a-12"))).toEqual([]);
});

test("it says so when it does not know: before it began, of another server, without a beginning", () => {
  const history = new History();
  expect(history.since("a-1")).toBeNull();
  history.add({ id: "a-1" });
  history.begin("a-4");
  expect(history.since("a-3")).toBeNull();
  expect(history.since("b-9")).toBeNull();
});

test("it forgets the oldest, and knows that it has", () => {
  const history = new History(4);
  history.begin("a-0");
  for (const number of [1, 2, 3, 4, 5]) history.add({ id: `a-${number}` });
  expect(history.since("a-1")).toBeNull();
  expect(ids(history.since("a-2"))).toEqual(["a-3", "a-4", "a-5"]);
});

test("numbers are compared as numbers, and another server's events are always later", () => {
  expect(isLater("a-10", "a-9")).toBe(true);
  expect(isLater("a-9", "a-9")).toBe(false);
  expect(isLater("b-1", "a-9")).toBe(true);
});
