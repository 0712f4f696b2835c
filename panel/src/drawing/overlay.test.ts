import { expect, test } from "vitest";
import { wayOf } from "./overlay";

const steps = [
  { tree: "main", node: "a", exit: "next" },
  { tree: "main", node: "b", exit: "1" },
  { tree: "other", node: "x", exit: "next" },
  { tree: "main", node: "a", exit: null },
];

test("the way of a call lights up its nodes and wires", () => {
  const way = wayOf(steps, "main");
  expect(way.visited).toEqual({ a: 2, b: 1 });
  expect([...(way.taken ?? [])]).toEqual(["a→next", "b→1"]);
  expect(way.current).toBe("a");
});

test("up to a moment, the wire beyond it is not taken yet", () => {
  const way = wayOf(steps, "main", 1);
  expect(way.taken?.size).toBe(0);
  expect(way.current).toBe("a");
});

test("while the call is in another tree it is nowhere here", () => {
  expect(wayOf(steps, "main", 3).current).toBeNull();
});
