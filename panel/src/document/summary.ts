/** One or two lines that say what a node does with its present settings. */
import { enCount, ruCount } from "../i18n/plural";
import { duration, phone } from "../i18n/format";
import type { Locale } from "../i18n/locale";
import { at, list, mapping, words, type Mapping, type Plain } from "./text";

export interface Summary {
  /** The main line: who is rung, what is said. */
  lines: string[];
  /** What each exit stands for, where the settings say so: keys of a menu. */
  exits: Record<string, string>;
}

type Writer = (node: Mapping, data: Mapping, locale: Locale) => Summary;

function only(...lines: (string | false | undefined | "")[]): Summary {
  return { lines: lines.filter((line): line is string => Boolean(line)), exits: {} };
}

/** The words of a prompt, or the file it plays. */
export function promptText(value: Plain | undefined, locale: Locale): string {
  return list(value)
    .map((one) => {
      if (one === null || typeof one !== "object") return words(one);
      const { text, file } = mapping(one);
      if (file) return locale === "ru" ? `запись «${words(file)}»` : `recording “${words(file)}”`;
      return words(text);
    })
    .join(" ")
    .replace(/\s+/g, " ")
    .trim();
}

function quoted(text: string, locale: Locale): string {
  return locale === "ru" ? `«${text}»` : `“${text}”`;
}

/** A person by name, a group by its name, a queue by its title. */
export function nameOfTarget(data: Mapping, target: string): string {
  for (const one of list(data.people)) {
    if (words(mapping(one).extension) === target) return words(mapping(one).name) || target;
  }
  return target;
}

export function nameOfQueue(data: Mapping, queue: string): string {
  return words(at(data, ["queues", queue, "title"])) || queue;
}

function targets(data: Mapping, value: Plain | undefined): string {
  return list(value)
    .map((one) => nameOfTarget(data, words(one)))
    .join(", ");
}

const NUMBER_WORDS: Record<Locale, Record<string, string[]>> = {
  ru: {
    "0": ["ноль", "нуль"],
    "1": ["один", "единицу"],
    "2": ["два", "двойку"],
    "3": ["три", "тройку"],
    "4": ["четыре"],
    "5": ["пять"],
    "6": ["шесть"],
    "7": ["семь"],
    "8": ["восемь"],
    "9": ["девять"],
    "*": ["звёздочку", "звездочку"],
    "#": ["решётку", "решетку"],
  },
  en: {
    "0": ["zero"],
    "1": ["one"],
    "2": ["two"],
    "3": ["three"],
    "4": ["four"],
    "5": ["five"],
    "6": ["six"],
    "7": ["seven"],
    "8": ["eight"],
    "9": ["nine"],
    "*": ["star"],
    "#": ["pound", "hash"],
  },
};

/** What the prompt says about a key: "For sales, press one" gives "sales" for 1. */
export function keyMeaning(prompt: string, key: string): string {
  const spoken = [key, ...(NUMBER_WORDS.ru[key] ?? []), ...(NUMBER_WORDS.en[key] ?? [])];
  for (const clause of prompt.split(/[.;!?\n]+/)) {
    const lower = clause.toLocaleLowerCase("ru");
    const named = spoken.some((word) => {
      const escaped = word.replace(/[.*+?^${}()|[\]\\#]/g, "\\$&");
      return new RegExp(`(^|[^\\p{L}\\p{N}])${escaped}($|[^\\p{L}\\p{N}])`, "u").test(lower);
    });
    if (named) return cleaned(clause);
  }
  return "";
}

function cleaned(clause: string): string {
  const text = clause
    .replace(/[,—–-]?\s*(пожалуйста,?\s*)?(нажмите|наберите)(\s+(на|клавишу|цифру))*\s+\S+/iu, "")
    .replace(/[,—–-]?\s*(please\s+)?(press|dial)\s+\S+/iu, "")
    .replace(/^\s*(чтобы|для того чтобы|если вы хотите|for|to|if you want to)\s+/iu, "")
    .replace(/[\s,—–:-]+$/u, "")
    .trim();
  return text.charAt(0).toLocaleUpperCase("ru") + text.slice(1);
}

const menu: Writer = (node, _data, locale) => {
  const prompt = promptText(node.prompt, locale);
  const exits: Record<string, string> = {};
  for (const choice of list(node.choices).map(words)) {
    const meaning = keyMeaning(prompt, choice);
    if (meaning) exits[choice] = meaning;
  }
  return { lines: prompt ? [quoted(prompt, locale)] : [], exits };
};

const greeting: Writer = (node, _data, locale) => {
  const text = promptText(node.prompt, locale);
  return only(text && quoted(text, locale));
};

const dial: Writer = (node, data, locale) => {
  const ru = locale === "ru";
  const seconds = typeof node.ring_time === "number" ? node.ring_time : 25;
  const order = words(node.order);
  const how = {
    one_by_one: ru ? "по очереди" : "one after another",
    in_order: ru ? "по очереди" : "one after another",
    waves: ru ? "присоединяя по одному" : "joining one by one",
  }[order];
  return only(
    targets(data, node.targets),
    [how, ru ? `вызов ${duration(seconds, locale)}` : `ring ${duration(seconds, locale)}`]
      .filter(Boolean)
      .join(", "),
  );
};

const queue: Writer = (node, data, locale) => {
  const name = words(node.queue);
  const content = mapping(at(data, ["queues", name]));
  const agents = list(content.agents).length;
  return only(
    nameOfQueue(data, name),
    agents > 0 &&
      (locale === "ru"
        ? ruCount(agents, "оператор", "оператора", "операторов")
        : enCount(agents, "agent")),
  );
};

const hours: Writer = (node, data, locale) => {
  const name = words(node.schedule);
  const weekly = mapping(at(data, ["schedules", name, "weekly"]));
  const days = Object.entries(weekly)
    .slice(0, 2)
    .map(([day, times]) => `${shortDays(day, locale)} ${list(times).map(words).join(", ")}`);
  return only(name, days.join(" · "));
};

const SHORT_DAYS: Record<Locale, Record<string, string>> = {
  ru: {
    monday: "пн",
    tuesday: "вт",
    wednesday: "ср",
    thursday: "чт",
    friday: "пт",
    saturday: "сб",
    sunday: "вс",
  },
  en: {
    monday: "Mon",
    tuesday: "Tue",
    wednesday: "Wed",
    thursday: "Thu",
    friday: "Fri",
    saturday: "Sat",
    sunday: "Sun",
  },
};

/** "monday..friday" as "пн–пт". */
export function shortDays(text: string, locale: Locale): string {
  return text
    .split(",")
    .map((part) =>
      part
        .split("..")
        .map((day) => SHORT_DAYS[locale][day.trim().toLowerCase()] ?? day.trim())
        .join("–"),
    )
    .join(", ");
}

const caller: Writer = (node, _data, locale) => {
  const exits: Record<string, string> = {};
  for (const [name, rule] of Object.entries(mapping(node.rules))) {
    const { numbers, lists, countries, anonymous } = mapping(rule);
    const said = [...list(lists), ...list(countries), ...list(numbers)].map(words);
    if (anonymous === true) said.push(locale === "ru" ? "номер скрыт" : "withheld");
    const text = said.slice(0, 3).join(", ") + (said.length > 3 ? "…" : "");
    if (text !== name) exits[name] = text; // a way that is called like its list says it already
  }
  const rules = Object.keys(mapping(node.rules)).length;
  const line =
    locale === "ru"
      ? `${ruCount(rules, "особый путь", "особых пути", "особых путей")} по номеру`
      : `${enCount(rules, "way")} by the caller's number`;
  return { lines: [line], exits };
};

const split: Writer = (node) => {
  const exits: Record<string, string> = {};
  const byTurns = words(node.by) === "turns";
  for (const [name, share] of Object.entries(mapping(node.ways))) {
    exits[name] = byTurns ? `× ${words(share)}` : `${words(share)} %`;
  }
  return { lines: [], exits };
};

const set: Writer = (node, _data, locale) => {
  const ru = locale === "ru";
  const tags = list(node.tags).map(words);
  return only(
    node.priority !== undefined &&
      node.priority !== null &&
      `${ru ? "приоритет" : "priority"} ${words(node.priority)}`,
    tags.length > 0 && tags.map((tag) => `#${tag}`).join(" "),
    words(node.note) && quoted(words(node.note), locale),
    words(node.name_prefix),
    Object.keys(mapping(node.variables)).join(", "),
  );
};

const WRITERS: Record<string, Writer> = {
  menu,
  greeting,
  dial,
  queue,
  hours,
  caller,
  split,
  set,
  outside: (node, _data, locale) => only(phone(words(node.number), locale)),
  branch: (node) => only(words(node.tree)),
  return: (node) => only(words(node.exit) || "next"),
  language: (node, _data, locale) => {
    const names = { ru: { ru: "русский", en: "Russian" }, en: { ru: "английский", en: "English" } };
    const code = words(node.language);
    return only(code === "ru" || code === "en" ? names[code][locale] : code);
  },
  webhook: (node) => only(words(node.url).replace(/^https?:\/\//, "")),
  voicemail: (node, data, locale) => {
    const box = words(node.mailbox);
    const named = words(at(data, ["mailboxes", box, "title"])) || box;
    const text = promptText(node.prompt ?? node.greeting, locale);
    return only(named, text && quoted(text, locale));
  },
  hang_up: (node, _data, locale) => {
    const text = promptText(node.prompt, locale);
    return only(text && quoted(text, locale));
  },
  directory: (node, data, locale) => {
    const who = targets(data, node.people);
    return only(who || (locale === "ru" ? "все сотрудники" : "everybody"));
  },
};

/** What stands on a node; a type nobody wrote a summary for shows its first short settings. */
export function summaryOf(node: Mapping, data: Mapping, locale: Locale): Summary {
  const writer = WRITERS[words(node.type)];
  if (writer) return writer(node, data, locale);
  const shown = Object.entries(node)
    .filter(([name, value]) => !["type", "exits"].includes(name) && typeof value !== "object")
    .slice(0, 2)
    .map(([name, value]) => `${name}: ${words(value)}`);
  return only(...shown);
}
