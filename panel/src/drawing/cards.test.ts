import { expect, test } from "vitest";
import { shownCards, shownWires } from "./cards";
import type { CardNode } from "./NodeCard";
import type { Wire } from "./WireEdge";

function card(id: string, more: Partial<CardNode["data"]> = {}, x = 0): CardNode {
  const data = { name: id, exits: [{ name: "then" }], lines: ["Hello"], ...more };
  return { id, type: "card", position: { x, y: 0 }, data: data as CardNode["data"] };
}

const none = new Set<string>();

test("cards that say what they said stay the very same", () => {
  const before = shownCards([card("a"), card("b")], [], none);
  const after = shownCards([card("a"), card("b", { lines: ["Good day"] })], before, none);
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
});

test("a card that moved, was chosen or let go of is another", () => {
  const before = shownCards([card("a"), card("b")], [], new Set(["b"]));
  expect(shownCards([card("a", {}, 12)], before, none)[0]?.position.x).toBe(12);
  expect(shownCards([card("a")], before, new Set(["a"]))[0]?.selected).toBe(true);
  expect(shownCards([card("b")], before, none)[0]?.selected).toBe(false);
});

test("a card's size stays known while it has as many exits", () => {
  const measured = { width: 252, height: 120 };
  const before = [{ ...card("a"), measured }];
  const words = shownCards([card("a", { lines: ["Good day"] })], before, none);
  expect(words[0]?.measured).toEqual(measured);
  const taller = shownCards([card("a", { exits: [] })], before, none);
  expect(taller[0]?.measured).toBeUndefined();
});

test("wires stay the very same, and those that are chosen stay chosen", () => {
  const wire = (taken: boolean): Wire => ({
    id: "a→then",
    source: "a",
    target: "b",
    data: { exit: "then", taken, dimmed: false, change: null },
  });
  const before = [{ ...wire(false), selected: true }];
  expect(shownWires([wire(false)], before)[0]).toBe(before[0]);
  expect(shownWires([wire(true)], before)[0]).toMatchObject({ selected: true });
  expect(shownWires([wire(true)], before)[0]?.data?.taken).toBe(true);
});
