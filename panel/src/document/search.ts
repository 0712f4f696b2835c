/** Finding nodes by name, type, or anything written in them. */
import { mapping, words, type Mapping, type Plain } from "./text";

export interface Hit {
  tree: string;
  node: string;
  /** The text in which it was found. */
  excerpt: string;
}

function* texts(value: Plain): Iterable<string> {
  if (value === null) return;
  if (typeof value !== "object") yield String(value);
  else for (const part of Object.values(value)) yield* texts(part as Plain);
}

function fold(text: string): string {
  return text.toLocaleLowerCase("ru").replaceAll("ё", "е");
}

export function search(
  data: Mapping | null,
  wanted: string,
  typeTitle: (type: string) => string,
  most = 50,
): Hit[] {
  const needle = fold(wanted.trim());
  if (!needle) return [];
  const hits: Hit[] = [];
  for (const [tree, content] of Object.entries(mapping(data?.trees))) {
    for (const [node, value] of Object.entries(mapping(mapping(content).nodes))) {
      const settings = mapping(value);
      const places = [node, typeTitle(words(settings.type)), ...texts(settings)];
      const found = places.find((text) => fold(text).includes(needle));
      if (found !== undefined) hits.push({ tree, node, excerpt: excerpt(found, needle) });
    }
  }
  const named = (hit: Hit) => Number(fold(hit.node).includes(needle));
  return hits.sort((a, b) => named(b) - named(a)).slice(0, most);
}

function excerpt(text: string, needle: string): string {
  const at = fold(text).indexOf(needle);
  const from = Math.max(0, at - 24);
  const cut = text.slice(from, at + needle.length + 36);
  return `${from > 0 ? "…" : ""}${cut}${from + cut.length < text.length ? "…" : ""}`;
}
