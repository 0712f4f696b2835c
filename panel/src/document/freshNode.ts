/** What a node of a type begins with when it is put on the drawing. */
import { list, mapping, words, type Mapping } from "./text";
import type { Locale } from "../i18n/locale";

export function freshNode(type: string, data: Mapping, locale: Locale): Mapping {
  const say = (ru: string, en: string) => (locale === "ru" ? ru : en);
  const first = (name: string) => Object.keys(mapping(data[name]))[0] ?? "";
  const person = words(mapping(list(data.people)[0]).extension);
  const made: Record<string, Mapping> = {
    greeting: { prompt: say("Здравствуйте!", "Hello!") },
    menu: {
      prompt: say("Отдел продаж — нажмите один.", "For sales, press one."),
      choices: ["1"],
    },
    hours: { schedule: first("schedules") },
    dial: { targets: person ? [person] : [] },
    queue: { queue: first("queues") },
    outside: { number: "" },
    voicemail: { mailbox: first("mailboxes") },
    hang_up: { prompt: say("Всего доброго!", "Goodbye!") },
    caller: { rules: { vip: { numbers: [] } } },
    branch: { tree: "" },
    language: { language: locale === "ru" ? "en" : "ru" },
    set: { priority: 1 },
    split: { ways: { a: 50, b: 50 } },
    webhook: { url: "https://" },
  };
  return { type, ...(made[type] ?? {}) };
}
