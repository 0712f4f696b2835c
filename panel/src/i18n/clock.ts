/** The one clock that the panel goes by: the company's; without a company the browser's. */

let companyZone: string | undefined;

/** Go by the clock of a time zone; without one, or one that this browser doesn't know, by its own. */
export function setClock(zone: string | null | undefined): void {
  companyZone = zone && isKnown(zone) ? zone : undefined;
}

function isKnown(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

export function clockZone(): string | undefined {
  return companyZone;
}

/** The date of a moment, "2026-11-25". */
export function dayOf(when: Date | number, zone = companyZone): string {
  return wallOf(when, zone).slice(0, 10);
}

/** What a clock on the wall shows at a moment, "2026-11-25T21:30:00". */
export function wallOf(when: Date | number, zone = companyZone): string {
  // Swedes write dates as ISO does.
  const format = new Intl.DateTimeFormat("sv-SE", { ...WALL, timeZone: zone });
  return format.format(when).replace(" ", "T");
}

/** The moment at which the clock shows this; of an hour that comes twice the first one, and for one
 * that is skipped as long after the switch. */
export function momentOf(wall: string, zone = companyZone): Date {
  const asUtc = Date.parse(`${wall}Z`);
  const early = asUtc - ahead(asUtc - DAY, zone);
  const late = asUtc - ahead(asUtc + DAY, zone);
  return new Date(wallOf(late, zone) === wall && wallOf(early, zone) !== wall ? late : early);
}

/** Whether a person here has to be told whose clock this is: the own one shows another time. */
export function isForeign(now: Date): boolean {
  return wallOf(now) !== wallOf(now, Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/** Milliseconds by which a clock is ahead of UTC. */
function ahead(when: number, zone: string | undefined): number {
  return Date.parse(`${wallOf(when, zone)}Z`) - Math.floor(when / 1000) * 1000;
}

const DAY = 86_400_000;
const WALL = {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
} as const;
