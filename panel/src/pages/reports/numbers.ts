/** What charts are drawn from. Pure. */
import { addDays, daysBetween, midnightOf } from "../../document/days";
import { dayOf } from "../../i18n/clock";

export interface Totals {
  total: number;
  outcomes: Record<string, number>;
  ringing: number;
  waiting: number;
  talking: number;
}

/** How dark a cell of the heat map is, 0 to 4; nothing is nothing. */
export function shade(value: number, most: number): number {
  if (value <= 0 || most <= 0) return 0;
  return Math.min(4, Math.max(1, Math.ceil((value / most) * 4)));
}

export function most(load: readonly (readonly number[])[]): number {
  return Math.max(0, ...load.flat());
}

export function sum(outcomes: Readonly<Record<string, number>>): number {
  return Object.values(outcomes).reduce((total, one) => total + one, 0);
}

/** The share that was answered; null of no calls. */
export function answeredShare(totals: Totals): number | null {
  return totals.total > 0 ? (totals.outcomes.answered ?? 0) / totals.total : null;
}

/** How a figure differs from that of the period before, as a share; null where there was none. */
export function change(now: number, before: number): number | null {
  return before > 0 ? now / before - 1 : null;
}

/** Two dates, both included. */
export interface Span {
  first: string;
  last: string;
}

/** As the API takes it: midnights without a zone are the company's, as in the journal. */
export function queryOf({ first, last }: Span): { since: string; until: string } {
  return { since: midnightOf(first), until: midnightOf(addDays(last, 1)) };
}

/** The period before, of as many days. */
export function before({ first, last }: Span): Span {
  const days = daysBetween(first, last);
  return { first: addDays(first, -days), last: addDays(first, -1) };
}

export type ReportPeriod = "today" | "yesterday" | "week" | "month" | "quarter" | "days";
export const PERIODS: readonly ReportPeriod[] = [
  "today",
  "yesterday",
  "week",
  "month",
  "quarter",
  "days",
];
/** How many days each has, and how many days ago it ends. */
const DAYS: Record<Exclude<ReportPeriod, "days">, [number, number]> = {
  today: [1, 0],
  yesterday: [1, 1],
  week: [7, 0],
  month: [30, 0],
  quarter: [90, 0],
};

export function periodOf(period: ReportPeriod, chosen: Span, now: Date): Span {
  if (period === "days") return chosen;
  const [days, ago] = DAYS[period];
  const last = addDays(dayOf(now), -ago);
  return { first: addDays(last, 1 - days), last };
}
