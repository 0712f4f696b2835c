/** What a picker offers, read from the draft. Pure. */
import { list, mapping, words, type Mapping } from "../document/text";
import type { Picker } from "./schema";

export interface Option {
  value: string;
  label: string;
  /** A second word that helps to tell it: the internal number, "group". */
  hint?: string;
}

export function optionsOf(from: Picker, data: Mapping, groupWord: string): Option[] {
  switch (from) {
    case "extensions":
      return people(data);
    case "targets":
      return [...people(data), ...groups(data, groupWord)];
    case "numbers":
      return list(data.numbers).map((one) => ({
        value: words(mapping(one).number),
        label: words(mapping(one).number),
        hint: words(mapping(one).name),
      }));
    default:
      return Object.entries(mapping(data[from])).map(([name, value]) => {
        const title = words(mapping(value).title);
        return { value: name, label: title || name, ...(title ? { hint: name } : {}) };
      });
  }
}

function people(data: Mapping): Option[] {
  return list(data.people).map((one) => {
    const person = mapping(one);
    const extension = words(person.extension);
    return { value: extension, label: words(person.name) || extension, hint: extension };
  });
}

function groups(data: Mapping, groupWord: string): Option[] {
  return Object.keys(mapping(data.groups)).map((name) => ({
    value: name,
    label: name,
    hint: groupWord,
  }));
}
