import { expect, test } from "vitest";
import { automatic, placed, type Box } from "./layout";

const size = { width: 252, height: 120 };
const boxes = (...ids: string[]): Box[] => ids.map((id) => ({ id, size }));

function apart(places: Record<string, { x: number; y: number }>): boolean {
  const all = Object.values(places);
  return all.every((a, i) =>
    all.every((b, j) => i === j || Math.abs(a.x - b.x) >= 252 || Math.abs(a.y - b.y) >= 120),
  );
}

test("a way that leads back does not turn the drawing round", () => {
  const places = automatic(
    boxes("c", "b", "a"),
    [
      { source: "a", target: "b" },
      { source: "b", target: "c" },
      { source: "c", target: "a" },
    ],
    "a",
  );
  expect(places.a?.x).toBeLessThan(places.b?.x as number);
  expect(places.b?.x).toBeLessThan(places.c?.x as number);
});

test("no node stands on another, with three hundred of them in a moment", () => {
  const ids = Array.from({ length: 300 }, (_, n) => `n${n}`);
  const wires = ids.slice(1).map((target, n) => ({ source: `n${Math.floor(n / 3)}`, target }));
  const places = automatic(boxes(...ids), wires, "n0");
  expect(Object.keys(places)).toHaveLength(300);
  expect(apart(places)).toBe(true);
});

test("a new node finds a place beside those that people placed", () => {
  const saved = { a: { x: 0, y: 0 } };
  const places = placed(boxes("a", "b"), [], "a", saved);
  expect(places.a).toEqual({ x: 0, y: 0 });
  expect(apart(places)).toBe(true);
});

test("what leaves the shape of a tree alone leaves its nodes where they are", () => {
  const wires = [{ source: "a", target: "b" }];
  const first = placed(boxes("a", "b"), wires, "a", {});
  first.a = { x: 999, y: 999 }; // what one does with the answer is no affair of the next
  expect(placed(boxes("a", "b"), wires, "a", {})).toEqual(automatic(boxes("a", "b"), wires, "a"));
  expect(placed(boxes("a", "b", "c"), wires, "a", {})).toHaveProperty("c");
});
