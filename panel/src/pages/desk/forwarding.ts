/** What a person wants done with the own calls, as the form of My desk shows it. Pure. */
import type { components } from "../../api/schema";

export type Wishes = components["schemas"]["ForwardingView"];
export type Rule = components["schemas"]["ForwardingRule"];
export type When = components["schemas"]["When"];
export type Wave = components["schemas"]["RingWave"];

export const MOMENTS = ["always", "busy", "no_answer", "unreachable"] as const;

/** Whether a rule is for everybody at any time: the form has one field for each such. */
function isPlain(rule: Rule): boolean {
  return rule.callers.length === 0 && !rule.hours;
}

/** The rule for everybody in a moment. */
export function plainRule(wishes: Wishes, when: When): Rule | undefined {
  return wishes.rules.find((one) => one.when === when && isPlain(one));
}

/** Rules for some callers or hours only. */
export function specialRules(wishes: Wishes): Rule[] {
  return wishes.rules.filter((one) => !isPlain(one));
}

/** The rule for everybody in a moment, changed; without a target it is gone. */
export function withRule(wishes: Wishes, when: When, changed: Partial<Rule>): Wishes {
  const known = plainRule(wishes, when) ?? { when, target: "", callers: [], accept: true };
  const rule = { ...known, ...changed };
  if (rule.target === "") {
    return { ...wishes, rules: wishes.rules.filter((one) => one !== known) };
  }
  const rules = wishes.rules.includes(known)
    ? wishes.rules.map((one) => (one === known ? rule : one))
    : [...wishes.rules, rule];
  return { ...wishes, rules };
}

export function without(wishes: Wishes, rule: Rule): Wishes {
  return { ...wishes, rules: wishes.rules.filter((one) => one !== rule) };
}

/** A number as people write it, as the server keeps it: 8 (921) 123-45-67 stays 89211234567. */
export function compact(number: string): string {
  return number.replace(/[\s()\-–.]/g, "");
}

/** Whether calls can be sent there: an internal number, or one of the public network. */
export function isTarget(number: string): boolean {
  return /^(?:[0-9]{2,6}|\+[1-9][0-9]{6,14})$/.test(number);
}

/** What stands in the form and can't be saved. */
export function wrongTargets(wishes: Wishes): string[] {
  const targets = [
    ...wishes.rules.map((one) => one.target),
    ...wishes.waves.flatMap((one) => one.targets),
  ];
  return targets.filter((one) => !isTarget(one));
}

/** The numbers of a wave, from what was typed. */
export function targetsOf(typed: string): string[] {
  return typed.split(/[,;]/).map(compact).filter(Boolean);
}

/** The longest that phones may ring, and that lies between two waves, in seconds. */
export const LONGEST_TIME = 300;

/** Seconds as typed, within what the server takes; null when the field is empty. */
export function secondsOf(typed: string): number | null {
  const seconds = Number(typed);
  if (typed.trim() === "" || !Number.isFinite(seconds)) return null;
  return Math.min(LONGEST_TIME, Math.max(0, seconds));
}
