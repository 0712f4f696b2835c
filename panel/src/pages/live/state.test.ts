import { expect, test } from "vitest";
import {
  after,
  callersIn,
  fromSnapshot,
  longestWait,
  namesOf,
  sameNames,
  totals,
  type Live,
} from "./state";

let number = 0;
const event = (kind: string, data: Record<string, unknown>) => ({
  id: `a-${(number += 1)}`,
  kind,
  data,
});

function empty(): Live {
  return fromSnapshot({
    last_event: "a-0",
    calls: [],
    queues: [],
    people: [],
    trunks: [{ name: "carrier", calls: 0, max_calls: 10, refused: 0 }],
  });
}

const started = event("call.started", { call: "c1", caller: "+7921", trunk: "carrier" });
const moved = event("call.moved", { call: "c1", tree: "main", node: "menu", since: "x" });

test("a call is seen where it is, until it ends", () => {
  let live = after(empty(), [started, moved]);
  expect(callersIn(live, "main")).toEqual({ menu: 1 });
  expect(live.trunks[0]?.calls).toBe(1);
  live = after(live, [event("call.answered", { call: "c1", by: "102" })]);
  expect(live.calls.c1?.talks_with).toBe("102");
  live = after(live, [event("call.ended", { call: "c1" })]);
  expect(totals(live).calls).toBe(0);
  expect(live.trunks[0]?.calls).toBe(0);
});

test("a caller waits in a queue from joining it to leaving it", () => {
  const waiting = after(empty(), [started, event("queue.joined", { call: "c1", queue: "sales" })]);
  expect(waiting.calls.c1?.queue).toBe("sales");
  const left = after(waiting, [event("queue.left", { call: "c1", queue: "sales" })]);
  expect(left.calls.c1?.queue).toBeNull();
});

test("what is told of a call nobody began is left alone", () => {
  const live = after(empty(), [moved, event("call.ended", { call: "c1" })]);
  expect(live.calls).toEqual({});
  expect(live.trunks[0]?.calls).toBe(0);
});

test("an event that the state knows already changes nothing", () => {
  const once = after(empty(), [started, moved]);
  const again = after(once, [started, moved]);
  expect(again).toBe(once);
  expect(again.trunks[0]?.calls).toBe(1);
});

test("events that concern other pages change nothing", () => {
  const live = empty();
  expect(after(live, [event("draft.saved", {})])).toBe(live);
});

test("queues and people are replaced as a whole", () => {
  const queue = { name: "sales", title: "Sales", agents: [], available: 0, waiting: [] };
  const person = { extension: "101", presence: "ready", registered: true, activity: "idle" };
  let live = after(empty(), [event("queue.changed", queue), event("person.changed", person)]);
  expect(totals(live)).toMatchObject({ waiting: 0, ready: 1 });
  live = after(live, [
    event("queue.removed", { name: "sales" }),
    event("person.removed", { name: "101" }),
  ]);
  expect([live.queues, live.people]).toEqual([{}, {}]);
});

test("the longest wait is that of who has waited longest", () => {
  const at = (seconds: number) => new Date(seconds * 1000).toISOString();
  const waiting = [{ since: at(100) }, { since: at(40) }, { since: null }];
  const queue = { name: "", title: "", agents: [], available: 0, waiting } as never;
  expect(longestWait(queue, 130_000)).toBe(90);
});

test("names stay the same object until one of them changes", () => {
  const person = (name: string) => event("person.changed", { extension: "101", name });
  const first = after(empty(), [person("Anna")]);
  const names = namesOf(first);
  const busy = namesOf(after(first, [started, person("Anna")]));
  expect(sameNames(names, busy)).toBe(names);
  const married = namesOf(after(first, [person("Anna Stone")]));
  expect(sameNames(names, married)).toBe(married);
  const joined = namesOf(after(first, [event("queue.changed", { name: "sales", title: "Sales" })]));
  expect(sameNames(names, joined)).toBe(joined);
});
