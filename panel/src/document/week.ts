/** A week as it is painted: seven rows of quarter hours, and back to the document's intervals. */
import { list, mapping, words, type Mapping, type Plain } from "./text";

export const WEEKDAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** Minutes from midnight, the end not included; it may lie beyond 24:00. */
export interface Interval {
  from: number;
  to: number;
}

export type Week = Record<Weekday, Interval[]>;

const DAY = 24 * 60;

export function parseInterval(text: string): Interval | null {
  const found = /^\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*$/.exec(text);
  if (!found) return null;
  const [fromHour, fromMinute, toHour, toMinute] = found.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
  ];
  const from = fromHour * 60 + fromMinute;
  let to = toHour * 60 + toMinute;
  if (to <= from) to += DAY; // past midnight: it belongs to the day it starts on
  return from < DAY ? { from, to } : null;
}

export function showMinute(minute: number): string {
  const inDay = minute > DAY ? minute - DAY : minute;
  return `${String(Math.floor(inDay / 60)).padStart(2, "0")}:${String(inDay % 60).padStart(2, "0")}`;
}

export function showInterval({ from, to }: Interval): string {
  return `${showMinute(from)}-${showMinute(to)}`;
}

function days(text: string): Weekday[] {
  const found: Weekday[] = [];
  for (const part of text.split(",")) {
    const [first, last] = part.split("..").map((word) => word.trim().toLowerCase());
    const start = WEEKDAYS.indexOf(first as Weekday);
    if (start < 0) continue;
    const end = last === undefined ? start : WEEKDAYS.indexOf(last as Weekday);
    const length = end < 0 ? 0 : (end - start + 7) % 7;
    for (let step = 0; step <= length; step++) found.push(WEEKDAYS[(start + step) % 7] as Weekday);
  }
  return found;
}

export function readWeek(weekly: Plain | undefined): Week {
  const week = Object.fromEntries(WEEKDAYS.map((day) => [day, []])) as unknown as Week;
  for (const [text, times] of Object.entries(mapping(weekly))) {
    const intervals = list(times)
      .map((one) => parseInterval(words(one)))
      .filter((one): one is Interval => one !== null);
    for (const day of days(text)) week[day] = merged(intervals);
  }
  return week;
}

export function merged(intervals: readonly Interval[]): Interval[] {
  const sorted = [...intervals].sort((a, b) => a.from - b.from);
  const found: Interval[] = [];
  for (const one of sorted) {
    const last = found[found.length - 1];
    if (last && one.from <= last.to) last.to = Math.max(last.to, one.to);
    else found.push({ ...one });
  }
  return found;
}

/** Paint or wipe a stretch of a day. */
export function paint(intervals: readonly Interval[], from: number, to: number, on: boolean) {
  if (on) return merged([...intervals, { from, to }]);
  return intervals.flatMap((one) => {
    if (one.to <= from || to <= one.from) return [one];
    const left = one.from < from ? [{ from: one.from, to: from }] : [];
    const right = to < one.to ? [{ from: to, to: one.to }] : [];
    return [...left, ...right];
  });
}

/** The week as the document writes it: neighbouring days of the same hours in one line. */
export function writeWeek(week: Week): Mapping {
  const found: Mapping = {};
  let index = 0;
  while (index < 7) {
    const hours = week[WEEKDAYS[index] as Weekday].map(showInterval);
    let last = index;
    while (
      last < 6 &&
      week[WEEKDAYS[last + 1] as Weekday].map(showInterval).join() === hours.join()
    ) {
      last++;
    }
    if (hours.length > 0) {
      const name = index === last ? WEEKDAYS[index] : `${WEEKDAYS[index]}..${WEEKDAYS[last]}`;
      found[name as string] = hours.length === 1 ? (hours[0] as string) : hours;
    }
    index = last + 1;
  }
  return found;
}

export function openMinutes(week: Week): number {
  return WEEKDAYS.flatMap((day) => week[day]).reduce((sum, one) => sum + one.to - one.from, 0);
}
