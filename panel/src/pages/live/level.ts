/** How well the queues were served today, against what is wanted. Pure. */
import type { components } from "../../api/schema";
import type { LiveQueue } from "./state";

type Row = components["schemas"]["QueuesReport"]["queues"][string];

/** Today of one queue; shares are null while nobody has come. */
export interface Today {
  joined: number;
  answered: number;
  /** In time, of the answered. */
  ofAnswered: number | null;
  /** Answered or given up in time, of the answered and those who gave up. */
  ofAll: number | null;
}

export function todayOf(row: Row | undefined): Today | null {
  if (!row) return null;
  const figure = (name: string) => (typeof row[name] === "number" ? row[name] : null);
  return {
    joined: figure("joined") ?? 0,
    answered: figure("answered") ?? 0,
    ofAnswered: figure("service_level_of_answered"),
    ofAll: figure("service_level_of_all"),
  };
}

export function isBelow(today: Today, target: LiveQueue["target"]): boolean {
  return today.ofAll !== null && target !== null && today.ofAll * 100 < target.percent;
}

/** The times in which queues want to answer, each once: a report is made for one of them. */
export function limitsOf(queues: readonly LiveQueue[]): number[] {
  return [...new Set(queues.flatMap(({ target }) => (target ? [target.within] : [])))].sort(
    (one, other) => one - other,
  );
}
