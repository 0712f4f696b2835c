/** What charts are drawn from. Pure. */
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

/** The period before, of the same length. */
export function before(since: Date, until: Date): { since: Date; until: Date } {
  const length = until.getTime() - since.getTime();
  return { since: new Date(since.getTime() - length), until: since };
}

export type ReportPeriod = "today" | "week" | "month" | "quarter";
const DAYS: Record<ReportPeriod, number> = { today: 1, week: 7, month: 30, quarter: 90 };

export function periodOf(period: ReportPeriod, now: Date): { since: Date; until: Date } {
  const until = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  const since = new Date(until);
  since.setDate(since.getDate() - DAYS[period]);
  return { since, until };
}
