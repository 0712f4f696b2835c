import { expect, test } from "vitest";
import { movedBy } from "./canvas";

const place = { x: 12, y: 24 };

test("a node has moved when it comes to rest, by hand or by the arrow keys", () => {
  expect(movedBy([{ id: "a", type: "position", position: place, dragging: true }])).toEqual({});
  expect(
    movedBy([
      { id: "a", type: "position", position: place, dragging: false },
      { id: "b", type: "position", position: place },
    ]),
  ).toEqual({ a: place, b: place });
});

test("what is chosen or measured has not moved", () => {
  expect(
    movedBy([
      { id: "a", type: "select", selected: true },
      { id: "a", type: "dimensions", dimensions: { width: 1, height: 1 } },
    ]),
  ).toEqual({});
});
