/** Days by their ISO dates ("2026-11-25"): arithmetic, months as weeks, stretches. Pure. */
/** Both days included. */
export interface Stretch {
  first: string;
  last: string;
}

const DAY = 86_400_000; // milliseconds

/** "2026-11-25T00:00:00": without a zone, which the server takes as the company's. */
export function midnightOf(date: string): string {
  return `${date}T00:00:00`;
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}

/** How many days there are from one to the other, both included. */
export function daysBetween(first: string, last: string): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / DAY) + 1;
}

/** The same day of another month, or its last if it is shorter. */
export function addMonths(date: string, months: number): string {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const first = isoDay(year, month - 1 + months, 1);
  const last = isoDay(year, month + months, 0);
  const wanted = addDays(first, day - 1);
  return wanted > last ? last : wanted;
}

function isoDay(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}

/** Monday is 0. */
export function weekdayOf(date: string): number {
  return (new Date(date).getUTCDay() + 6) % 7;
}

/** The weeks of a month from Monday on; null where another month's days would be. */
export function weeksOf(year: number, month: number): (string | null)[][] {
  const first = isoDay(year, month, 1);
  const length = Number(isoDay(year, month + 1, 0).slice(8));
  const cells: (string | null)[] = Array.from({ length: weekdayOf(first) }, () => null);
  for (let day = 0; day < length; day++) cells.push(addDays(first, day));
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

export function stretch(one: string, other: string): Stretch {
  return one <= other ? { first: one, last: other } : { first: other, last: one };
}

export function covers({ first, last }: Stretch, date: string): boolean {
  return first <= date && date <= last;
}
