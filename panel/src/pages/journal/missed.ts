/** Whom nobody spoke with. Pure. */

export interface Missable {
  direction: string;
  caller: string;
  outcome: string;
}

const SERVED = new Set(["answered", "transferred"]);

/** Whether a caller from outside, whose number is known, spoke with nobody. */
export function isMissed(call: Missable): boolean {
  return (
    call.direction === "inbound" && /^\+?[0-9]{2,}$/.test(call.caller) && !SERVED.has(call.outcome)
  );
}
