/** What the list of each part shows. */
import { countUses, type Entry, type PartName } from "../../document/parts";
import { valueLabel } from "../../document/fieldWords";
import { nameOfTarget } from "../../document/summary";
import { list, mapping, words, type Mapping } from "../../document/text";
import { duration, phone } from "../../i18n/format";
import type { Locale } from "../../i18n/locale";
import type { Column } from "../../ui/DataTable";
import type { partWords } from "./words";

type Words = (typeof partWords)["en"];

function text(key: string, title: string, of: (entry: Entry) => string, wide = false) {
  return { key, title, wide, sort: of, render: of } satisfies Column<Entry>;
}

function titled(entry: Entry): string {
  return words(entry.value.title) || words(entry.value.name) || entry.key;
}

/** Queues and groups that a person belongs to. */
export function belongsTo(data: Mapping, extension: string): string {
  const has = (members: unknown) =>
    list(members as never)
      .map(words)
      .includes(extension);
  const queues = Object.entries(mapping(data.queues))
    .filter(([, queue]) => has(mapping(queue).agents))
    .map(([name, queue]) => words(mapping(queue).title) || name);
  const groups = Object.entries(mapping(data.groups))
    .filter(([, group]) => has(mapping(group).extensions))
    .map(([name]) => name);
  return [...queues, ...groups].join(", ");
}

function names(data: Mapping, members: unknown): string {
  const all = list(members as never).map((one) => nameOfTarget(data, words(one)));
  return all.length > 4 ? `${all.slice(0, 4).join(", ")}…` : all.join(", ");
}

/** What the list of a part shows, and in how many places each entry is used. */
export function columnsOf(
  part: PartName,
  data: Mapping,
  t: Words,
  locale: Locale,
): Column<Entry>[] {
  if (part === "reasons" || part === "codes") return ownColumns(part, data, t, locale);
  const uses = countUses(data, part);
  const count = (one: Entry) => uses.get(one.key) ?? 0;
  return [
    ...ownColumns(part, data, t, locale),
    {
      key: "uses",
      title: t.columns.uses,
      align: "right",
      wide: true,
      sort: count,
      render: (one) => (count(one) > 0 ? t.usedIn(count(one)) : "—"),
    },
  ];
}

function ownColumns(part: PartName, data: Mapping, t: Words, locale: Locale): Column<Entry>[] {
  const c = t.columns;
  switch (part) {
    case "people":
      return [
        text("extension", c.extension, (one) => one.key),
        text("name", c.person, (one) => words(one.value.name)),
        text("groups", c.groups, (one) => belongsTo(data, one.key), true),
      ];
    case "numbers":
      return [
        text("number", c.number, (one) => phone(one.key, locale)),
        text("name", c.name, (one) => words(one.value.name), true),
        text("tree", c.tree, (one) => words(one.value.tree)),
        text("trunk", c.trunk, (one) => words(one.value.trunk), true),
      ];
    case "queues":
      return [
        text("name", c.name, titled),
        text("strategy", c.strategy, (one) =>
          valueLabel(words(one.value.strategy) || "longest_idle", locale),
        ),
        text("agents", c.agents, (one) => names(data, one.value.agents), true),
        text("wait", c.wait, (one) => wait(one, locale, c.never), true),
      ];
    case "groups":
      return [
        text("name", c.name, (one) => one.key),
        text("members", c.members, (one) => names(data, one.value.extensions)),
      ];
    case "trunks":
      return [
        text("name", c.name, (one) => one.key),
        text(
          "addresses",
          c.addresses,
          (one) => list(one.value.addresses).map(words).join(", ") || words(one.value.server),
        ),
        text("calls", c.calls, (one) => words(one.value.max_calls) || c.never, true),
      ];
    case "lists":
      return [
        text("name", c.name, (one) => one.key),
        text("numbers", c.numbers, (one) => t.numbers(list(one.value.numbers).length)),
      ];
    case "mailboxes":
      return [
        text("name", c.name, titled),
        text("addresses", c.addresses, (one) => mails(one.value)),
      ];
    default:
      return [text("name", c.name, titled), text("key", t.name, (one) => one.key, true)];
  }
}

function mails(value: Mapping): string {
  return list(value.mail).map(words).filter(Boolean).join(", ");
}

function wait(entry: Entry, locale: Locale, never: string): string {
  const { max_wait } = entry.value;
  if (max_wait === null) return never;
  return duration(typeof max_wait === "number" ? max_wait : 600, locale);
}
