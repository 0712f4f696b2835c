/** Who of a call can hand it on, and what was meant by what somebody typed. Pure. */
export interface Talking {
  caller: string;
  called: string;
  talks_with: string | null;
}

/** The company's people in a conversation: who answered, and who called. */
export function inCall(call: Talking, isPerson: (extension: string) => boolean): string[] {
  if (!call.talks_with) return [];
  return [...new Set([call.talks_with, call.caller])].filter(isPerson);
}

/** A name becomes its internal number; a number loses what people write into it; else "". */
export function dialled(
  text: string,
  people: readonly { extension: string; name: string }[],
): string {
  const wanted = text.trim().toLocaleLowerCase();
  const named = people.filter((one) => one.name.toLocaleLowerCase() === wanted);
  if (named.length === 1 && named[0]) return named[0].extension;
  const number = wanted.replace(/[\s().-]/g, "");
  return /^\+?\d{2,31}$/.test(number) ? number : "";
}
