/** Trees to begin with: what the server draws from, and how it comes into the document. */
import type { Locale } from "../i18n/locale";
import type { Edit } from "./edit";
import { list, mapping, words, type Mapping, type Plain } from "./text";

/** What a tree depends on. */
export interface Wishes {
  name: string;
  language: Locale;
  extensions: string[];
  /** By days; without any, the usual hours of such a company. */
  weekly: Record<string, string[]>;
  mail: string;
  /** An existing mailbox for messages; "" for a new one. */
  mailbox: string;
  /** Names that are in use, by section. */
  taken: Record<string, string[]>;
}

/** A tree, and the sections it came with. */
export interface DrawnTree {
  tree: string;
  parts: Record<string, Record<string, unknown>>;
}

export interface Answers {
  company: string;
  /** The number that callers dial, E.164. */
  number: string;
  people: { name: string; extension: string }[];
  days: string[];
  from: string;
  to: string;
  /** Where messages left outside working hours go; "" for the lamps of the telephones. */
  mail: string;
}

const SECTIONS = ["groups", "queues", "schedules", "mailboxes", "trees"];

/** What a template is drawn from for the company as it stands. */
export function wishesOf(data: Mapping, locale: Locale): Wishes {
  return {
    name: words(data.name) || words(data.code),
    language: languageOf(data, locale),
    extensions: list(data.people)
      .map((person) => words(mapping(person).extension))
      .filter((extension) => /^\d{2,6}$/.test(extension)),
    weekly: {},
    mail: "",
    mailbox: Object.keys(mapping(data.mailboxes))[0] ?? "",
    taken: Object.fromEntries(SECTIONS.map((one) => [one, Object.keys(mapping(data[one]))])),
  };
}

/** What is drawn from the four answers. */
export function wishesFrom(answers: Answers, data: Mapping, locale: Locale): Wishes {
  return {
    ...wishesOf(data, locale),
    name: answers.company,
    extensions: answers.people.map((person) => person.extension),
    weekly: Object.fromEntries(answers.days.map((day) => [day, [`${answers.from}-${answers.to}`]])),
    mail: answers.mail,
    mailbox: "",
  };
}

/** Callers are spoken to in the company's language, whatever the reader's. */
function languageOf(data: Mapping, locale: Locale): Locale {
  return data.language === "ru" || data.language === "en" ? data.language : locale;
}

/** Puts what was drawn into the document. */
export function additions(drawn: DrawnTree): Edit[] {
  return Object.entries(drawn.parts).flatMap(([section, entries]) =>
    Object.entries(entries).map(([name, value]): Edit => {
      return { kind: "set", path: [section, name], value: value as Plain };
    }),
  );
}

/** The same with the people of the answers, and the number leading to the tree. */
export function firstSteps(
  data: Mapping,
  answers: Answers,
  drawn: DrawnTree,
  carrier: { trunk: string } | null,
): Edit[] {
  const people = list(data.people).map(mapping);
  const known = new Set(people.map((person) => words(person.extension)));
  const added = answers.people.filter((person) => !known.has(person.extension));
  return [
    { kind: "set", path: ["people"], value: [...people, ...added] as Plain },
    ...additions(drawn),
    ...number(data, answers.number, drawn.tree, carrier),
  ];
}

function number(
  data: Mapping,
  dialled: string,
  tree: string,
  carrier: { trunk: string } | null,
): Edit[] {
  const numbers = list(data.numbers).map(mapping);
  const at = numbers.findIndex((one) => words(one.number) === dialled);
  if (at >= 0) return [{ kind: "set", path: ["numbers", at, "tree"], value: tree }];
  if (!carrier) return [];
  const made = { number: dialled, trunk: carrier.trunk, tree };
  return [{ kind: "set", path: ["numbers"], value: [...numbers, made] as Plain }];
}
