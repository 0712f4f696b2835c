/**
 * Undo and redo without limit. A step is what differs between two texts: the middle that was
 * replaced, so that a thousand steps of a large document weigh as much as what was typed.
 */
export interface Step {
  at: number;
  removed: string;
  inserted: string;
  /** What kind of change it was; equal labels within a moment are one step. */
  label: string;
  when: number;
}

export interface History {
  past: readonly Step[];
  future: readonly Step[];
}

export const EMPTY: History = { past: [], future: [] };
const TOGETHER_MS = 700;

export function step(before: string, after: string, label: string, when: number): Step {
  const longest = Math.min(before.length, after.length);
  let at = 0;
  while (at < longest && before[at] === after[at]) at++;
  let tail = 0;
  while (
    tail < longest - at &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail++;
  }
  return {
    at,
    removed: before.slice(at, before.length - tail),
    inserted: after.slice(at, after.length - tail),
    label,
    when,
  };
}

function backward(text: string, one: Step): string {
  return text.slice(0, one.at) + one.removed + text.slice(one.at + one.inserted.length);
}

function forward(text: string, one: Step): string {
  return text.slice(0, one.at) + one.inserted + text.slice(one.at + one.removed.length);
}

/** Remember a change. Typing into one field within a moment is one step. */
export function record(
  history: History,
  before: string,
  after: string,
  label: string,
  when: number,
): History {
  if (before === after) return history;
  const last = history.past[history.past.length - 1];
  if (last && label !== "" && last.label === label && when - last.when < TOGETHER_MS) {
    const origin = backward(before, last);
    const joined = step(origin, after, label, when);
    return { past: [...history.past.slice(0, -1), joined], future: [] };
  }
  return { past: [...history.past, step(before, after, label, when)], future: [] };
}

export function undo(history: History, text: string): { history: History; text: string } | null {
  const last = history.past[history.past.length - 1];
  if (!last) return null;
  return {
    history: { past: history.past.slice(0, -1), future: [last, ...history.future] },
    text: backward(text, last),
  };
}

export function redo(history: History, text: string): { history: History; text: string } | null {
  const next = history.future[0];
  if (!next) return null;
  return {
    history: { past: [...history.past, next], future: history.future.slice(1) },
    text: forward(text, next),
  };
}
