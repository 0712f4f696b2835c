/** An imagined call as a person describes it, and as the server and a case want it. Pure. */
import type { Mapping, Plain } from "./text";

export type Manner = "free" | "busy" | "none" | "away";

export interface Story {
  to: string;
  caller: string;
  at: string;
  /** What is pressed at each question: a key, several, or nothing ("wait"). */
  press: readonly string[];
  usual: Manner;
  others: Readonly<Record<string, Manner>>;
  waiting: number;
  hangUpAfter: number | null;
  webhook: string;
}

export const BLANK: Story = {
  to: "",
  caller: "+79211234567",
  at: "",
  press: [],
  usual: "free",
  others: {},
  waiting: 0,
  hangUpAfter: null,
  webhook: "failed",
};

export function agentsText(story: Pick<Story, "usual" | "others">): string {
  const named = Object.entries(story.others)
    .filter(([, how]) => how !== story.usual)
    .map(([who, how]) => `${who}=${how}`);
  return [story.usual, ...named].join(",");
}

/** Trailing waits say nothing: nothing is pressed after the last key anyway. */
export function pressText(press: readonly string[]): string {
  let end = press.length;
  while (end > 0 && press[end - 1] === "wait") end--;
  return press.slice(0, end).join(",");
}

/** The body of `simulate`. */
export function requestOf(story: Story) {
  return {
    to: story.to || null,
    caller: story.caller,
    at: story.at || null,
    press: pressText(story.press),
    agents: agentsText(story),
    waiting: story.waiting,
    hang_up_after: story.hangUpAfter,
    webhook: story.webhook,
  };
}

/** The story with what became of it, as a case of the document. */
export function caseOf(
  name: string,
  story: Story,
  now: string,
  outcome: { ends: string; path: string[] },
): Mapping {
  const made: Record<string, Plain> = { name, at: story.at || now, from: story.caller };
  if (story.to) made.to = story.to;
  const press = pressText(story.press);
  if (press) made.press = press;
  const agents = agentsText(story);
  if (agents !== "free") made.agents = agents;
  if (story.waiting > 0) made.waiting = story.waiting;
  if (story.hangUpAfter !== null) made.hang_up_after = story.hangUpAfter;
  if (story.webhook !== "failed") made.webhook = story.webhook;
  made.expect = { ends: outcome.ends, path: outcome.path };
  return made;
}
