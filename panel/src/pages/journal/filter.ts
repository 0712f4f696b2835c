/** The journal's filter as the address keeps it, and as the API takes it. Pure. */
import { addDays, midnightOf } from "../../document/days";
import { dayOf } from "../../i18n/clock";

export interface Filter {
  period: Period;
  /** With the period "days": two dates, the last included. */
  from: string;
  to: string;
  outcome: string[];
  direction: string;
  queue: string;
  person: string;
  text: string;
  node: string;
  left: boolean;
  recorded: boolean;
  waitedFrom: number | null;
  waitedTo: number | null;
}

export type Period = "today" | "yesterday" | "week" | "month" | "all" | "days";
export const PERIODS: readonly Period[] = ["today", "yesterday", "week", "month", "all", "days"];

export const EMPTY: Filter = {
  period: "week",
  from: "",
  to: "",
  outcome: [],
  direction: "",
  queue: "",
  person: "",
  text: "",
  node: "",
  left: false,
  recorded: false,
  waitedFrom: null,
  waitedTo: null,
};

const TEXTS = ["from", "to", "direction", "queue", "person", "text", "node"] as const;

export function fromAddress(query: URLSearchParams): Filter {
  const period = query.get("period") as Period | null;
  const number = (name: string) => {
    const value = query.get(name);
    return value !== null && value !== "" && Number.isFinite(Number(value)) ? Number(value) : null;
  };
  const texts = Object.fromEntries(TEXTS.map((name) => [name, query.get(name) ?? ""]));
  return {
    ...EMPTY,
    ...texts,
    period: period && PERIODS.includes(period) ? period : EMPTY.period,
    outcome: (query.get("outcome") ?? "").split(",").filter(Boolean),
    left: query.get("left") === "1",
    recorded: query.get("recorded") === "1",
    waitedFrom: number("waited_from"),
    waitedTo: number("waited_to"),
  };
}

export function toAddress(filter: Filter): Record<string, string> {
  const found: Record<string, string> = {};
  if (filter.period !== EMPTY.period) found.period = filter.period;
  for (const name of TEXTS) if (filter[name]) found[name] = filter[name];
  if (filter.outcome.length > 0) found.outcome = filter.outcome.join(",");
  if (filter.left) found.left = "1";
  if (filter.recorded) found.recorded = "1";
  if (filter.waitedFrom !== null) found.waited_from = String(filter.waitedFrom);
  if (filter.waitedTo !== null) found.waited_to = String(filter.waitedTo);
  return found;
}

/** Midnights without a zone: the server takes them as the company's. */
export function span(filter: Filter, now: Date): { since?: string; until?: string } {
  const start = (back: number) => midnightOf(addDays(dayOf(now), -back));
  switch (filter.period) {
    case "today":
      return { since: start(0) };
    case "yesterday":
      return { since: start(1), until: start(0) };
    case "week":
      return { since: start(6) };
    case "month":
      return { since: start(29) };
    case "all":
      return {};
    case "days":
      return {
        ...(filter.from ? { since: midnightOf(filter.from) } : {}),
        ...(filter.to ? { until: midnightOf(addDays(filter.to, 1)) } : {}),
      };
  }
}

export interface CallQuery {
  [name: string]: string | string[] | boolean | number;
}

export function queryOf(filter: Filter, now: Date): CallQuery {
  const query: CallQuery = { ...span(filter, now) };
  if (filter.outcome.length > 0) query.outcome = filter.outcome;
  if (filter.direction) query.direction = filter.direction;
  if (filter.queue) query.queue = filter.queue;
  if (filter.person) query.person = filter.person;
  if (filter.text.trim()) query.text = filter.text.trim();
  if (filter.node) query.left_in = filter.node;
  if (filter.left) query.left = true;
  if (filter.recorded) query.recorded = true;
  if (filter.waitedFrom !== null) query.waited_from = filter.waitedFrom;
  if (filter.waitedTo !== null) query.waited_to = filter.waitedTo;
  return query;
}

/** The same as the end of an address, for files that a browser fetches by itself. */
export function searchOf(query: CallQuery): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  return search.toString();
}

export function isFiltered(filter: Filter): boolean {
  return Object.keys(toAddress({ ...filter, period: EMPTY.period, from: "", to: "" })).length > 0;
}
