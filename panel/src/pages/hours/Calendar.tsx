/** The days of a schedule on a calendar, worked out by the server from the draft's own text. */
import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Alert, Button, Segmented } from "antd";
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from "react";
import { api, data } from "../../api/client";
import { useDraft } from "../../app/draft";
import { useCompany } from "../../app/session";
import { exceptionAt, freeDayName, onDays } from "../../document/calendar";
import { addDays, addMonths, covers, stretch, weekdayOf, type Stretch } from "../../document/days";
import { words, type Mapping } from "../../document/text";
import { dayOf } from "../../i18n/clock";
import { formatTime } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { calendarWords } from "./calendarWords";
import { ExceptionDialog } from "./ExceptionDialog";
import { useExceptions, type Write } from "./exceptionList";
import { MonthGrid, type CalendarDay, type DayLook } from "./MonthGrid";

type View = "year" | "month";
const LOOKS: readonly DayLook[] = [
  "open",
  "closed",
  "exception",
  "holiday",
  "shortened",
  "workday",
];
const MONTHS = Array.from({ length: 12 }, (_, month) => month);
/** What the server knows calendars of. */
const FIRST = "2000-01-01";
const LAST = "2199-12-31";

function within(date: string): string {
  if (date < FIRST) return FIRST;
  return date > LAST ? LAST : date;
}

/** The days of a year at a schedule of the draft, as it was last checked. */
function useDays(name: string, year: number) {
  const company = useCompany();
  const text = useDraft((state) => state.checkedText);
  return useQuery({
    queryKey: [company, "calendar", name, year, text],
    enabled: text !== null,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
    queryFn: async () => {
      const days = await data(
        api.POST("/api/v1/companies/{company}/document/calendar", {
          params: { path: { company } },
          body: {
            text: text ?? "",
            schedule: name,
            first: `${year}-01-01`,
            last: `${year}-12-31`,
          },
        }),
      );
      return new Map(days.map((day) => [day.date, day]));
    },
  });
}

const NO_DAYS: ReadonlyMap<string, CalendarDay> = new Map();

export function Calendar(props: { name: string; schedule: Mapping; onChange: Write }) {
  const t = useWords(calendarWords);
  const locale = useLocale();
  const zone =
    useDraft((state) => words(props.schedule.timezone) || words(state.data.timezone)) || undefined;
  const today = dayOf(Date.now(), zone);
  const [view, setView] = useState<View>("year");
  const [cursor, setCursor] = useState(today);
  const [chosen, setChosen] = useState<Stretch | null>(null);
  const exceptions = useExceptions(props.schedule, props.onChange, () => setChosen(null));
  const { items, names, edit } = exceptions;
  const year = Number(cursor.slice(0, 4));
  const month = Number(cursor.slice(5, 7)) - 1;
  const found = useDays(props.name, year);
  const days = found.data ?? NO_DAYS;
  const open = useCallback(
    (date: string, over: Stretch | null) => {
      const day = days.get(date);
      const at = !over && day?.exception ? exceptionAt(items, day.exception, date) : -1;
      const kept = over ?? { first: date, last: date };
      setCursor(date);
      setChosen(kept);
      const made = { name: freeDayName(t.suggested, names), closed: true };
      edit({ item: items[at] ?? onDays(made, kept), at });
    },
    [days, items, names, edit, t],
  );
  const grid = useGrid({ cursor, chosen, setCursor, setChosen, open });
  const step = (direction: number) =>
    setCursor(within(addMonths(cursor, direction * (view === "year" ? 12 : 1))));
  const shared = { ...grid, year, days, chosen, cursor, today };
  const unpublished = days.get(`${year}-12-31`)?.unpublished ?? false;
  return (
    <section className="panel-card calendar">
      <h2>{t.title}</h2>
      <p className="field-help">{t.about}</p>
      <div className="calendar-head">
        <Segmented<View>
          aria-label={t.view}
          value={view}
          options={(["year", "month"] as const).map((value) => ({ value, label: t[value] }))}
          onChange={setView}
        />
        <Button
          aria-label={t.previous[view]}
          icon={<LeftOutlined />}
          disabled={year <= 2000}
          onClick={() => step(-1)}
        />
        <strong className="calendar-period" aria-live="polite">
          {view === "year" ? year : formatTime(cursor, locale, "monthYear", "UTC")}
        </strong>
        <Button
          aria-label={t.next[view]}
          icon={<RightOutlined />}
          disabled={year >= 2199}
          onClick={() => step(1)}
        />
        <Button disabled={cursor === today} onClick={() => setCursor(today)}>
          {t.today}
        </Button>
        {found.isPending && !found.error && <span className="muted">{t.loading}</span>}
      </div>
      {found.error && <Alert type="info" showIcon title={t.wrong} />}
      <div
        className={view === "year" ? "months" : undefined}
        ref={grid.ref}
        aria-busy={found.isPending}
      >
        {view === "month" ? (
          <MonthGrid {...shared} month={month} isLarge />
        ) : (
          MONTHS.map((one) => <MonthGrid key={one} {...shared} month={one} isLarge={false} />)
        )}
      </div>
      <ul className="calendar-legend">
        {LOOKS.map((look) => (
          <li key={look}>
            <span className={`day is-${look}`} aria-hidden>
              7
            </span>
            {t.reasons[look]}
          </li>
        ))}
      </ul>
      <p className="field-help">
        {t.keys} {unpublished && t.unpublished(year)}
      </p>
      {exceptions.edited && <ExceptionDialog {...exceptions.dialog} edited={exceptions.edited} />}
    </section>
  );
}

interface GridState {
  cursor: string;
  chosen: Stretch | null;
  setCursor: (date: string) => void;
  setChosen: (days: Stretch | null) => void;
  open: (date: string, over: Stretch | null) => void;
}

/** Choosing days with the mouse (drag) and with the keyboard (arrows, Shift). */
function useGrid({ cursor, chosen, setCursor, setChosen, open }: GridState) {
  const ref = useRef<HTMLDivElement>(null);
  /** Where a drag, or a choice with Shift, began. */
  const anchor = useRef<string | null>(null);
  const isDragged = useRef(false);
  const latest = useRef({ chosen, open });
  const focusNext = useRef(false);
  useEffect(() => {
    latest.current = { chosen, open };
  });

  useEffect(() => {
    const finish = () => {
      if (!isDragged.current) return;
      isDragged.current = false;
      const { chosen: days, open: show } = latest.current;
      // Over one day alone the button's own click follows.
      if (days && days.first !== days.last) show(days.first, days);
    };
    addEventListener("pointerup", finish);
    return () => removeEventListener("pointerup", finish);
  }, []);

  useEffect(() => {
    if (!focusNext.current) return;
    focusNext.current = false;
    ref.current?.querySelector<HTMLElement>(`[data-date="${cursor}"]`)?.focus();
  }, [cursor]);

  const onOpen = useCallback((date: string) => {
    const { chosen: days, open: show } = latest.current;
    show(date, days && days.first !== days.last && covers(days, date) ? days : null);
  }, []);
  const onDragStart = useCallback(
    (date: string) => {
      isDragged.current = true;
      anchor.current = date;
      setChosen({ first: date, last: date });
    },
    [setChosen],
  );
  const onDragOver = useCallback(
    (date: string) => {
      if (isDragged.current && anchor.current) setChosen(stretch(anchor.current, date));
    },
    [setChosen],
  );
  const onKey = useCallback(
    (event: KeyboardEvent, date: string) => {
      if (event.key === "Escape") return setChosen(null);
      const next = moved(event.key, date);
      if (next === null) return;
      event.preventDefault();
      const to = within(next);
      if (event.shiftKey) {
        const from = latest.current.chosen && anchor.current ? anchor.current : date;
        anchor.current = from;
        setChosen(stretch(from, to));
      } else {
        anchor.current = null;
        setChosen(null);
      }
      focusNext.current = true;
      setCursor(to);
    },
    [setChosen, setCursor],
  );
  return { ref, onOpen, onDragStart, onDragOver, onKey };
}

/** Where a key leads from a day; null: nowhere. */
function moved(key: string, date: string): string | null {
  const days: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -7,
    ArrowDown: 7,
    Home: -weekdayOf(date),
    End: 6 - weekdayOf(date),
  };
  const step = days[key];
  if (step !== undefined) return addDays(date, step);
  if (key === "PageUp") return addMonths(date, -1);
  return key === "PageDown" ? addMonths(date, 1) : null;
}
