/** What became of the mails about a message, address by address, in words. */
import type { components } from "../../api/schema";
import { formatTime } from "../../i18n/format";
import type { Locale } from "../../i18n/locale";
import { messageWords } from "./words";

export type Message = components["schemas"]["MessageView"];
export type MailState = components["schemas"]["MailState"];
export type Tone = "good" | "waiting" | "bad";

export interface Told {
  words: string;
  tone: Tone;
}

/** One address: in words, and how it is to be coloured. */
export function told(one: MailState, locale: Locale): Told {
  const t = messageWords[locale].states;
  switch (one.state) {
    case "accepted":
      return { words: t.accepted, tone: "good" };
    case "refused":
      return { words: t.refused, tone: "bad" };
    case "given_up":
      return { words: t.given_up(one.attempts), tone: "bad" };
    case "waiting":
      if (one.gathered_in) return { words: t.gathered, tone: "waiting" };
      if (one.attempts === 0) return { words: t.waiting, tone: "waiting" };
      return {
        words: t.retry(one.attempts, formatTime(one.next_attempt, locale)),
        tone: "waiting",
      };
  }
}

/** The webhook, null where the mailbox has none. */
export function toldOfHook(message: Message, locale: Locale): Told | null {
  const t = messageWords[locale].hook;
  switch (message.webhook) {
    case "waiting":
      return { words: t.waiting, tone: "waiting" };
    case "accepted":
      return { words: t.accepted, tone: "good" };
    case "refused":
      return { words: t.refused, tone: "bad" };
    case "given_up":
      return { words: t.given_up, tone: "bad" };
    default:
      return null;
  }
}

/** Whether a message's mails or webhook may still change by themselves. */
export function isOnItsWay(message: Message): boolean {
  return message.webhook === "waiting" || message.mails.some((one) => one.state === "waiting");
}

/** Whether somebody should look: an address or the webhook will never have it. */
export function hasFailed(message: Message): boolean {
  const lost = (state: string) => state === "refused" || state === "given_up";
  return lost(message.webhook) || message.mails.some((one) => lost(one.state));
}
