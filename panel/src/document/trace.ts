/** The trace of a call, live, imagined or recorded: what the server writes, read with care. */
import { mapping, words, type Plain } from "./text";

export interface TraceStep {
  at: number;
  kind: "played" | "pressed" | "rung" | "answered" | "queued" | "place" | "hung_up" | "other";
  text: string;
  /** Why each candidate was or was not rung. */
  why: string[];
}

export interface TraceHop {
  tree: string;
  node: string;
  type: string;
  entered: number;
  seconds: number;
  exit: string | null;
  why: string;
  steps: TraceStep[];
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export function hopsOf(record: { [key: string]: unknown }): TraceHop[] {
  return list(record.trace).map((entry) => hop(entry as Record<string, unknown>));
}

function hop(entry: Record<string, unknown>): TraceHop {
  const facts = mapping(entry.facts as Plain);
  return {
    tree: String(entry.tree ?? ""),
    node: String(entry.node ?? ""),
    type: String(entry.type ?? ""),
    entered: Number(entry.entered ?? 0),
    seconds: Number(entry.seconds ?? 0),
    exit: entry.exit === null || entry.exit === undefined ? null : String(entry.exit),
    why: String(entry.why ?? ""),
    steps: list(facts.steps).map((one) => step(one as Record<string, unknown>)),
  };
}

const KINDS = ["played", "pressed", "rung", "answered", "queued", "hung_up"] as const;

function step(one: Record<string, unknown>): TraceStep {
  const kind = KINDS.find((name) => one[name] !== undefined) ?? "other";
  const value = one[kind === "other" ? "note" : kind];
  const text = Array.isArray(value) ? value.map(String).join(" ") : words(value as Plain);
  return { at: Number(one.at ?? 0), kind, text, why: list(one.why).map(String) };
}

/** What was asked last and not answered: where another key may be pressed. */
export function endsIn(hops: readonly TraceHop[]): TraceHop | null {
  return hops[hops.length - 1] ?? null;
}

/** How many hops were begun at a moment of the call. */
export function hopsUntil(hops: readonly TraceHop[], seconds: number): number {
  return hops.filter((one) => one.entered <= seconds).length;
}

export function lengthOf(hops: readonly TraceHop[]): number {
  return hops.reduce((longest, one) => Math.max(longest, one.entered + one.seconds), 0);
}
