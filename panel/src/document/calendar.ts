/** Days by their ISO dates ("2026-11-25"): months as weeks, stretches, and the exceptions on them. */
import { mapping, words, type Mapping, type Plain } from "./text";

/** Both days included. */
export interface Stretch {
  first: string;
  last: string;
}

const DAY = 86_400_000; // milliseconds

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
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

/** The days a document's exception stands for. */
export function daysOf(exception: Mapping): Stretch {
  const first = words(exception.date) || words(exception.from);
  return { first, last: words(exception.to) || first };
}

/**
 * Which of the exceptions the server spoke of: several may have one name.
 * The first that has the day, as everywhere: what stands first goes before.
 */
export function exceptionAt(items: readonly Mapping[], name: string, date: string): number {
  return items.findIndex((one) => words(one.name) === name && covers(daysOf(one), date));
}

/** An exception for other days, with everything else that was written of it. */
export function onDays(exception: Mapping, { first, last }: Stretch): Mapping {
  const rest = without(exception, "date", "from", "to");
  const days: Mapping = first === last ? { date: first } : { from: first, to: last };
  const { name, ...others } = rest;
  return { ...(name === undefined ? {} : { name }), ...days, ...others };
}

/** An exception with these hours; none: closed. */
export function withHours(exception: Mapping, hours: readonly string[]): Mapping {
  const rest = without(exception, "closed", "hours");
  if (hours.length === 0) return { ...rest, closed: true };
  return { ...rest, hours: (hours.length === 1 ? hours[0] : [...hours]) as Plain };
}

/** The list with a new exception: before those that it has days in common with, since it rules. */
export function withNew(items: readonly Mapping[], made: Mapping): Mapping[] {
  const days = daysOf(made);
  const at = items.findIndex((one) => {
    const other = daysOf(mapping(one));
    return days.first <= other.last && other.first <= days.last;
  });
  return at < 0 ? [...items, made] : [...items.slice(0, at), made, ...items.slice(at)];
}

/** "special day", "special day 2": a name that no exception has yet. */
export function freeDayName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let number = 2; taken.includes(name); number++) name = `${wanted} ${number}`;
  return name;
}

export function without(item: Mapping, ...keys: string[]): Mapping {
  return Object.fromEntries(Object.entries(item).filter(([key]) => !keys.includes(key)));
}
