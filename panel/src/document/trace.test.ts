import { expect, test } from "vitest";
import { hopsOf, hopsUntil, lengthOf } from "./trace";

const record = {
  trace: [
    {
      tree: "main",
      node: "menu",
      type: "menu",
      entered: 0,
      seconds: 5,
      exit: "1",
      facts: {
        steps: [
          { at: 0, played: ["Hello", "again"] },
          { at: 4, pressed: "1" },
        ],
      },
    },
    { tree: "main", node: "sales", type: "queue", entered: 5, seconds: 10, exit: null },
  ],
};

test("a trace is read hop by hop", () => {
  const [menu, sales] = hopsOf(record);
  expect(menu?.steps.map((one) => [one.kind, one.text])).toEqual([
    ["played", "Hello again"],
    ["pressed", "1"],
  ]);
  expect(sales?.exit).toBeNull();
});

test("a moment of the call lies in one hop", () => {
  const hops = hopsOf(record);
  expect([hopsUntil(hops, 4.9), hopsUntil(hops, 5), lengthOf(hops)]).toEqual([1, 2, 15]);
});

test("a record without a trace has no hops", () => {
  expect(hopsOf({})).toEqual([]);
});
