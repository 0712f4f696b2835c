/** Whole trees to begin with, and the guide that asks four questions and draws a reception. */
import { WEEKDAYS } from "./week";
import { freeName } from "./graph";
import type { Locale } from "../i18n/locale";
import { list, mapping, words, type Edit, type Mapping, type Plain } from "./text";

export interface Answers {
  company: string;
  /** The number that callers dial, E.164. */
  number: string;
  people: { name: string; extension: string }[];
  days: string[];
  from: string;
  to: string;
  /** Where messages left outside working hours go; "" for none. */
  mail: string;
}

export type TemplateName = "office" | "shop" | "clinic" | "hotline" | "textbook";

export const TEMPLATES: readonly TemplateName[] = [
  "office",
  "shop",
  "clinic",
  "hotline",
  "textbook",
];

interface Sketch {
  tree: Mapping;
  queues?: Mapping;
  schedules?: Mapping;
}

function say(locale: Locale, ru: string, en: string): string {
  return locale === "ru" ? ru : en;
}

function week(from: string, to: string, days: readonly string[] = WEEKDAYS.slice(0, 5)): Mapping {
  return Object.fromEntries(days.map((day) => [day, `${from}-${to}`]));
}

const CLOSED_SAYS = {
  ru: "Сейчас мы не работаем. Наши часы работы: {hours}. Оставьте сообщение после сигнала.",
  en: "We are closed now. Our working hours are: {hours}. Please leave a message after the tone.",
};

/** The document with whatever the guide found missing: people, a schedule, a queue, a tree. */
export function firstSteps(
  data: Mapping,
  answers: Answers,
  locale: Locale,
  carrier: { trunk: string } | null,
): { edits: Edit[]; tree: string } {
  const edits: Edit[] = [];
  const set = (path: Edit["path"], value: Plain) => edits.push({ kind: "set", path, value });
  const people = list(data.people).map(mapping);
  const known = new Set(people.map((person) => words(person.extension)));
  const added = answers.people.filter((person) => !known.has(person.extension));
  set(["people"], [
    ...people,
    ...added.map(({ name, extension }) => ({ extension, name })),
  ] as Plain);
  const queue = freeName("reception", Object.keys(mapping(data.queues)));
  set(["queues", queue], {
    title: say(locale, "Приёмная", "Reception"),
    agents: answers.people.map((person) => person.extension),
  });
  const schedule = freeName("office", Object.keys(mapping(data.schedules)));
  set(["schedules", schedule], {
    weekly: week(answers.from, answers.to, answers.days),
    ...(locale === "ru" ? { holidays: { country: "RU" } } : {}),
  });
  const mailbox = answers.mail ? freeName("office", Object.keys(mapping(data.mailboxes))) : null;
  if (mailbox) set(["mailboxes", mailbox], mailboxOf(answers, locale));
  const tree = freeName("main", Object.keys(mapping(data.trees)));
  set(["trees", tree], reception(answers, locale, { queue, schedule, mailbox }));
  const numbers = list(data.numbers).map(mapping);
  const at = numbers.findIndex((one) => words(one.number) === answers.number);
  if (at >= 0) set(["numbers", at, "tree"], tree);
  else if (carrier) {
    const number = { number: answers.number, trunk: carrier.trunk, tree };
    set(["numbers"], [...numbers, number] as Plain);
  }
  return { edits, tree };
}

function mailboxOf(answers: Answers, locale: Locale): Mapping {
  return { title: say(locale, "Общий ящик", "Office"), mail: answers.mail };
}

function reception(
  answers: Answers,
  locale: Locale,
  names: { queue: string; schedule: string; mailbox: string | null },
): Mapping {
  const hello = say(
    locale,
    `Здравствуйте! Вы позвонили в компанию «${answers.company}».`,
    `Hello! You have reached ${answers.company}.`,
  );
  return {
    start: "hours",
    fallback: "goodbye",
    nodes: {
      hours: {
        type: "hours",
        schedule: names.schedule,
        exits: { open: "greeting", closed: names.mailbox ? "message" : "closed" },
      },
      greeting: { type: "greeting", prompt: hello, exits: { next: "queue" } },
      queue: { type: "queue", queue: names.queue, exits: overflow(names.mailbox) },
      ...(names.mailbox
        ? {
            message: {
              type: "voicemail",
              mailbox: names.mailbox,
              prompt: CLOSED_SAYS[locale].replace("{hours}", `{hours:${names.schedule}}`),
            },
          }
        : {
            closed: {
              type: "hang_up",
              prompt: say(
                locale,
                "Сейчас мы не работаем. Пожалуйста, перезвоните в рабочее время.",
                "We are closed now. Please call again during working hours.",
              ),
            },
          }),
      goodbye: {
        type: "hang_up",
        prompt: say(
          locale,
          "К сожалению, сейчас никто не может ответить. Пожалуйста, перезвоните позже.",
          "We are sorry, nobody can answer right now. Please call again later.",
        ),
      },
    },
  };
}

function overflow(mailbox: string | null): Mapping {
  const target = mailbox ? "message" : "goodbye";
  return { overflow: target, closed: target };
}

/** A template as a new tree, with the queues and schedules it needs under free names. */
export function fromTemplate(
  data: Mapping,
  name: TemplateName,
  locale: Locale,
): { edits: Edit[]; tree: string } {
  const agents = list(data.people).map((person) => words(mapping(person).extension));
  const queues: Record<string, string> = {};
  const schedules: Record<string, string> = {};
  const edits: Edit[] = [];
  const takenQueues = new Set(Object.keys(mapping(data.queues)));
  const takenSchedules = new Set(Object.keys(mapping(data.schedules)));
  const helper: Names = {
    queue(wanted, title) {
      const free = (queues[wanted] ??= freeName(wanted, takenQueues));
      takenQueues.add(free);
      edits.push({
        kind: "set",
        path: ["queues", free],
        value: { title, agents: agents.slice(0, 20) },
      });
      return free;
    },
    schedule(wanted, weekly) {
      const free = (schedules[wanted] ??= freeName(wanted, takenSchedules));
      takenSchedules.add(free);
      edits.push({ kind: "set", path: ["schedules", free], value: { weekly } });
      return free;
    },
    people: agents,
  };
  const tree = freeName(name, Object.keys(mapping(data.trees)));
  const sketch = SKETCHES[name](locale, helper);
  edits.push({ kind: "set", path: ["trees", tree], value: sketch.tree });
  return { edits, tree };
}

interface Names {
  queue(wanted: string, title: string): string;
  schedule(wanted: string, weekly: Mapping): string;
  people: string[];
}

const goodbye = (locale: Locale) => ({
  type: "hang_up",
  prompt: say(
    locale,
    "К сожалению, сейчас никто не может ответить. Пожалуйста, перезвоните позже.",
    "We are sorry, nobody can answer right now. Please call again later.",
  ),
});

const closed = (locale: Locale) => ({
  type: "hang_up",
  prompt: say(
    locale,
    "Сейчас мы не работаем. Пожалуйста, перезвоните в рабочее время.",
    "We are closed now. Please call again during working hours.",
  ),
});

const waits = { overflow: "goodbye", closed: "goodbye" };

/** The first person; without anybody, the queue. */
function secretary(locale: Locale, names: Names): Mapping {
  const [person] = names.people;
  if (!person) {
    const queue = names.queue("support", say(locale, "Поддержка", "Support"));
    return { type: "queue", queue, exits: waits };
  }
  const exits = { busy: "support", no_answer: "support", unreachable: "support" };
  return { type: "dial", targets: [person], exits };
}

type Sketcher = (locale: Locale, names: Names) => Sketch;

const SKETCHES: Record<TemplateName, Sketcher> = {
  office: (locale, names) => ({
    tree: {
      start: "hours",
      fallback: "goodbye",
      nodes: {
        hours: {
          type: "hours",
          schedule: names.schedule("office", week("09:00", "18:00")),
          exits: { open: "greeting", closed: "closed" },
        },
        greeting: {
          type: "greeting",
          prompt: say(
            locale,
            "Здравствуйте! Сейчас мы соединим вас с сотрудником.",
            "Hello! We are connecting you.",
          ),
          exits: { next: "team" },
        },
        team: {
          type: "queue",
          queue: names.queue("office", say(locale, "Офис", "Office")),
          exits: waits,
        },
        closed: closed(locale),
        goodbye: goodbye(locale),
      },
    },
  }),
  shop: (locale, names) => ({
    tree: {
      start: "greeting",
      fallback: "goodbye",
      nodes: {
        greeting: {
          type: "greeting",
          prompt: say(
            locale,
            "Здравствуйте! Вы позвонили в наш магазин.",
            "Hello! You have reached our shop.",
          ),
          exits: { next: "hours" },
        },
        hours: {
          type: "hours",
          schedule: names.schedule("shop", week("10:00", "21:00", WEEKDAYS)),
          exits: { open: "menu", closed: "closed" },
        },
        menu: {
          type: "menu",
          prompt: say(
            locale,
            "Чтобы сделать заказ, нажмите один. Чтобы узнать о доставке, нажмите два.",
            "To place an order, press one. To ask about a delivery, press two.",
          ),
          choices: ["1", "2"],
          exits: { "1": "orders", "2": "delivery", no_input: "orders", no_match: "orders" },
        },
        orders: {
          type: "queue",
          queue: names.queue("orders", say(locale, "Заказы", "Orders")),
          exits: waits,
        },
        delivery: {
          type: "queue",
          queue: names.queue("delivery", say(locale, "Доставка", "Delivery")),
          exits: waits,
        },
        closed: closed(locale),
        goodbye: goodbye(locale),
      },
    },
  }),
  clinic: (locale, names) => ({
    tree: {
      start: "greeting",
      fallback: "goodbye",
      nodes: {
        greeting: {
          type: "greeting",
          prompt: say(
            locale,
            "Здравствуйте! Вы позвонили в клинику. Если вам нужна неотложная помощь, звоните сто двенадцать.",
            "Hello! You have reached the clinic. In an emergency, please call one one two.",
          ),
          exits: { next: "hours" },
        },
        hours: {
          type: "hours",
          schedule: names.schedule("clinic", {
            ...week("08:00", "20:00"),
            saturday: "09:00-15:00",
          }),
          exits: { open: "menu", closed: "closed" },
        },
        menu: {
          type: "menu",
          prompt: say(
            locale,
            "Чтобы записаться на приём, нажмите один. Чтобы узнать о результатах анализов, нажмите два.",
            "To make an appointment, press one. For test results, press two.",
          ),
          choices: ["1", "2"],
          exits: {
            "1": "appointments",
            "2": "results",
            no_input: "appointments",
            no_match: "appointments",
          },
        },
        appointments: {
          type: "queue",
          queue: names.queue("appointments", say(locale, "Запись на приём", "Appointments")),
          exits: waits,
        },
        results: {
          type: "queue",
          queue: names.queue("results", say(locale, "Результаты анализов", "Test results")),
          exits: waits,
        },
        closed: closed(locale),
        goodbye: goodbye(locale),
      },
    },
  }),
  hotline: (locale, names) => ({
    tree: {
      start: "hours",
      fallback: "goodbye",
      nodes: {
        hours: {
          type: "hours",
          schedule: names.schedule("day", week("08:00", "22:00", WEEKDAYS)),
          exits: { open: "day", closed: "night" },
        },
        day: {
          type: "greeting",
          prompt: say(
            locale,
            "Здравствуйте! Это горячая линия. Оператор скоро ответит.",
            "Hello! This is the hotline. An operator will answer shortly.",
          ),
          exits: { next: "day_shift" },
        },
        night: {
          type: "greeting",
          prompt: say(
            locale,
            "Здравствуйте! Это горячая линия. Вам ответит дежурный.",
            "Hello! This is the hotline. The person on duty will answer.",
          ),
          exits: { next: "night_shift" },
        },
        day_shift: {
          type: "queue",
          queue: names.queue("day_shift", say(locale, "Дневная смена", "Day shift")),
          exits: { overflow: "night_shift", closed: "night_shift" },
        },
        night_shift: {
          type: "queue",
          queue: names.queue("night_shift", say(locale, "Дежурные", "On duty")),
          exits: waits,
        },
        goodbye: goodbye(locale),
      },
    },
  }),
  textbook: (locale, names) => ({
    tree: {
      start: "greeting",
      fallback: "goodbye",
      nodes: {
        greeting: {
          type: "greeting",
          prompt: say(
            locale,
            "Здравствуйте! Вы позвонили в нашу компанию.",
            "Hello! You have reached our company.",
          ),
          exits: { next: "hours" },
        },
        hours: {
          type: "hours",
          schedule: names.schedule("office", week("09:00", "18:00")),
          exits: { open: "menu", closed: "closed" },
        },
        menu: {
          type: "menu",
          prompt: say(
            locale,
            "Отдел продаж — нажмите один. Поддержка — нажмите два. Секретарь — нажмите ноль.",
            "For sales, press one. For support, press two. For the receptionist, press zero.",
          ),
          choices: ["1", "2", "0"],
          attempts: 2,
          exits: {
            "1": "sales",
            "2": "support",
            "0": "secretary",
            no_input: "secretary",
            no_match: "secretary",
          },
        },
        sales: {
          type: "queue",
          queue: names.queue("sales", say(locale, "Отдел продаж", "Sales")),
          exits: waits,
        },
        support: {
          type: "queue",
          queue: names.queue("support", say(locale, "Поддержка", "Support")),
          exits: waits,
        },
        secretary: secretary(locale, names),
        closed: closed(locale),
        goodbye: goodbye(locale),
      },
    },
  }),
};

/** What a node of a type begins with when it is put on the drawing. */
export function freshNode(type: string, data: Mapping, locale: Locale): Mapping {
  const first = (name: string) => Object.keys(mapping(data[name]))[0] ?? "";
  const person = words(mapping(list(data.people)[0]).extension);
  const made: Record<string, Mapping> = {
    greeting: { prompt: say(locale, "Здравствуйте!", "Hello!") },
    menu: {
      prompt: say(locale, "Отдел продаж — нажмите один.", "For sales, press one."),
      choices: ["1"],
    },
    hours: { schedule: first("schedules") },
    dial: { targets: person ? [person] : [] },
    queue: { queue: first("queues") },
    outside: { number: "" },
    voicemail: { mailbox: first("mailboxes") },
    hang_up: { prompt: say(locale, "Всего доброго!", "Goodbye!") },
    caller: { rules: { vip: { numbers: [] } } },
    branch: { tree: "" },
    language: { language: locale === "ru" ? "en" : "ru" },
    set: { priority: 1 },
    split: { ways: { a: 50, b: 50 } },
    webhook: { url: "https://" },
  };
  return { type, ...(made[type] ?? {}) };
}
