/** The two languages of the panel, and which one this browser shows. */
import { create } from "zustand";

export type Locale = "ru" | "en";

const KEY = "ringtree.language";

function first(): Locale {
  const kept = globalThis.localStorage?.getItem(KEY);
  if (kept === "ru" || kept === "en") return kept;
  return (globalThis.navigator?.language ?? "ru").startsWith("ru") ? "ru" : "en";
}

interface LocaleState {
  locale: Locale;
  choose: (locale: Locale) => void;
}

export const useLocaleState = create<LocaleState>((set) => ({
  locale: first(),
  choose: (locale) => {
    localStorage.setItem(KEY, locale);
    document.documentElement.lang = locale;
    set({ locale });
  },
}));

export function useLocale(): Locale {
  return useLocaleState((state) => state.locale);
}

export function currentLocale(): Locale {
  return useLocaleState.getState().locale;
}
