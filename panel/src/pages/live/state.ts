/** What goes on now: a first look, kept up to date by events. Pure. */
import { isLater } from "../../api/history";
import type { LiveEvent } from "../../api/live";
import type { components } from "../../api/schema";

export type LiveCall = components["schemas"]["LiveCall"];
export type LiveQueue = components["schemas"]["LiveQueue"];
export type LivePerson = components["schemas"]["LivePerson"];
export type LiveTrunk = components["schemas"]["LiveTrunk"];

export interface Live {
  /** The event up to which all of this is true. */
  upTo: string;
  calls: Readonly<Record<string, LiveCall>>;
  queues: Readonly<Record<string, LiveQueue>>;
  people: Readonly<Record<string, LivePerson>>;
  trunks: readonly LiveTrunk[];
}

interface Snapshot {
  last_event: string;
  calls: readonly LiveCall[];
  queues: readonly LiveQueue[];
  people: readonly LivePerson[];
  trunks: readonly LiveTrunk[];
}

export function fromSnapshot(view: Snapshot): Live {
  return {
    upTo: view.last_event,
    calls: Object.fromEntries(view.calls.map((one) => [one.call, one])),
    queues: Object.fromEntries(view.queues.map((one) => [one.name, one])),
    people: Object.fromEntries(view.people.map((one) => [one.extension, one])),
    trunks: view.trunks,
  };
}

const CONCERNS = /^(call|queue|person)\./;

const NOWHERE = {
  tree: null,
  node: null,
  node_type: null,
  since: null,
  queue: null,
  answered: null,
  talks_with: null,
};

/**
 * The state after a bundle of events; the same object where nothing concerned it. Events that the
 * state knows already (it was asked for while they were on their way) change nothing.
 */
export function after(live: Live, events: readonly LiveEvent[]): Live {
  const calls = { ...live.calls };
  const queues = { ...live.queues };
  const people = { ...live.people };
  let trunks = live.trunks;
  const ours = events.filter(({ id, kind }) => CONCERNS.test(kind) && isLater(id, live.upTo));
  const last = ours.at(-1);
  if (last === undefined) return live;
  for (const { kind, data } of ours) {
    const call = typeof data.call === "string" ? calls[data.call] : undefined;
    switch (kind) {
      case "call.started": {
        const begun = { ...NOWHERE, ...data } as LiveCall;
        calls[begun.call] = begun;
        trunks = counted(trunks, begun.trunk, 1);
        break;
      }
      case "call.moved":
        if (call) calls[call.call] = { ...call, ...(data as Partial<LiveCall>), talks_with: null };
        break;
      case "call.answered":
        if (call) {
          const by = typeof data.by === "string" ? data.by : null;
          const answered = call.answered ?? new Date().toISOString();
          calls[call.call] = { ...call, talks_with: by, answered };
        }
        break;
      case "call.parted":
        if (call) calls[call.call] = { ...call, talks_with: null };
        break;
      case "call.ended":
        if (call) trunks = counted(trunks, call.trunk, -1);
        delete calls[String(data.call)];
        break;
      case "queue.joined":
        if (call) calls[call.call] = { ...call, queue: String(data.queue) };
        break;
      case "queue.left":
        if (call) calls[call.call] = { ...call, queue: null };
        break;
      case "queue.changed":
        queues[String(data.name)] = data as LiveQueue;
        break;
      case "queue.removed":
        delete queues[String(data.name)];
        break;
      case "person.changed":
        people[String(data.extension)] = data as LivePerson;
        break;
      case "person.removed":
        delete people[String(data.name)];
        break;
    }
  }
  return { upTo: last.id, calls, queues, people, trunks };
}

function counted(
  trunks: readonly LiveTrunk[],
  name: string | null,
  change: number,
): readonly LiveTrunk[] {
  if (name === null) return trunks;
  return trunks.map((one) =>
    one.name === name ? { ...one, calls: Math.max(0, one.calls + change) } : one,
  );
}

/** What calls are told by: people by their numbers, queues by their names. */
export interface Names {
  people: Readonly<Record<string, string>>;
  queues: Readonly<Record<string, string>>;
}

export function namesOf(live: Live): Names {
  return {
    people: Object.fromEntries(Object.values(live.people).map((one) => [one.extension, one.name])),
    queues: Object.fromEntries(Object.values(live.queues).map((one) => [one.name, one.title])),
  };
}

/** The names as they were, where none has changed: what hangs on them is not drawn anew. */
export function sameNames(before: Names, now: Names): Names {
  const same = (a: Names["people"], b: Names["people"]) =>
    Object.keys(a).length === Object.keys(b).length &&
    Object.entries(b).every(([key, name]) => a[key] === name);
  return same(before.people, now.people) && same(before.queues, now.queues) ? before : now;
}

/** How many callers stand at each node of a tree. */
export function callersIn(live: Live, tree: string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const call of Object.values(live.calls)) {
    if (call.tree === tree && call.node) found[call.node] = (found[call.node] ?? 0) + 1;
  }
  return found;
}

/** The longest wait in a queue, in seconds. */
export function longestWait(queue: LiveQueue, now: number): number {
  return queue.waiting.reduce(
    (longest, one) => Math.max(longest, one.since ? (now - Date.parse(one.since)) / 1000 : 0),
    0,
  );
}

export interface Totals {
  calls: number;
  waiting: number;
  talking: number;
  ready: number;
}

export function totals(live: Live): Totals {
  const people = Object.values(live.people);
  return {
    calls: Object.keys(live.calls).length,
    waiting: Object.values(live.queues).reduce((sum, one) => sum + one.waiting.length, 0),
    talking: people.filter((one) => ["talking", "busy"].includes(one.activity)).length,
    ready: people.filter(
      (one) => one.presence === "ready" && one.registered && one.activity === "idle",
    ).length,
  };
}
