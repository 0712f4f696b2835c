/** The exceptions of a schedule, as the document writes them. Pure. */
import { covers, type Stretch } from "./days";
import { mapping, words, type Mapping, type Plain } from "./text";

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

/** An exception with what callers are told then; undefined: the usual. */
export function withGreeting(exception: Mapping, greeting: Plain | undefined): Mapping {
  const rest = without(exception, "greeting");
  return greeting === undefined || greeting === "" ? rest : { ...rest, greeting };
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
