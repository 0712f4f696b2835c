/** What the schedules of the draft say today, for the drawing. */
import { useMemo } from "react";
import type { TreeGraph } from "../document/graph";
import { words } from "../document/text";
import { formatTime } from "../i18n/format";
import { useLocale } from "../i18n/locale";
import { bilingual, useWords } from "../i18n/words";
import { useDraft } from "./draft";

const todayWords = bilingual(
  {
    open: (until: string) => (until ? `open now, until ${until}` : "open now"),
    closed: (until: string) => (until ? `closed now, until ${until}` : "closed now"),
  },
  {
    open: (until: string) => (until ? `сейчас открыто, до ${until}` : "сейчас открыто"),
    closed: (until: string) => (until ? `сейчас закрыто, до ${until}` : "сейчас закрыто"),
  },
);

/** For each node that asks a schedule: what it answers now. */
export function useScheduleNotes(graph: TreeGraph): Record<string, string> {
  const t = useWords(todayWords);
  const locale = useLocale();
  const schedules = useDraft((state) => state.schedules);
  const zone = useDraft((state) => words(state.data.timezone)) || undefined;
  return useMemo(() => {
    const notes: Record<string, string> = {};
    for (const node of graph.nodes) {
      const today = node.type === "hours" ? schedules[words(node.settings.schedule)] : undefined;
      if (!today) continue;
      const until = today.until ? untilWords(today.until, locale, zone) : "";
      notes[node.id] = today.is_open ? t.open(until) : t.closed(until);
    }
    return notes;
  }, [graph, schedules, locale, zone, t]);
}

/** The time alone if it is within a day, else the date as well. */
export function untilWords(until: string, locale: "ru" | "en", zone?: string): string {
  const isSoon = new Date(until).getTime() - Date.now() < 20 * 3600_000;
  return formatTime(until, locale, isSoon ? "time" : "dateTime", zone);
}
