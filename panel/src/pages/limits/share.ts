/** How near limits are to their bounds. Pure. */
import type { components } from "../../api/schema";

export type Limit = components["schemas"]["LimitView"];

/** From 0 to 1; more than 1 where a call went on beyond it. */
export function shareOf(limit: Limit): number {
  const bound = Number(limit.limit);
  return bound > 0 ? Number(limit.used) / bound : 1;
}

/** A mail goes at 80 %, and calls are refused at 100 %. */
export function stateOf(limit: Limit): "calm" | "near" | "reached" {
  const share = shareOf(limit);
  return share >= 1 ? "reached" : share >= 0.8 ? "near" : "calm";
}

/** The nearest to their bounds first; those of which nothing is used only on request. */
export function byShare(limits: readonly Limit[], all: boolean): Limit[] {
  return limits
    .filter((one) => all || Number(one.used) > 0)
    .sort((a, b) => shareOf(b) - shareOf(a));
}
