/**
 * A page's words in both languages, side by side and of one type: what is missing in one of them
 * does not compile. They live beside the page and are loaded with it.
 */
import { useLocale, type Locale } from "./locale";

export type Words<T> = Readonly<Record<Locale, T>>;

export function bilingual<T>(en: T, ru: NoInfer<T>): Words<T> {
  return { en, ru };
}

export function useWords<T>(words: Words<T>): T {
  return words[useLocale()];
}
