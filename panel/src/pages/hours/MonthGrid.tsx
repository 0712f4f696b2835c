/** One month of a schedule as a grid of days; the days' kinds come from the server. */
import { memo, type KeyboardEvent } from "react";
import type { components } from "../../api/schema";
import { covers, weeksOf, type Stretch } from "../../document/days";
import { common } from "../../i18n/common";
import { formatTime } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { calendarWords } from "./calendarWords";

export type CalendarDay = components["schemas"]["CalendarDayView"];
export type DayLook = "open" | "closed" | "exception" | "holiday" | "shortened" | "workday";

const LOOKS: Record<CalendarDay["reason"], DayLook> = {
  weekly: "open",
  override: "open",
  exception: "exception",
  holiday: "holiday",
  day_off: "holiday",
  shortened: "shortened",
  workday: "workday",
};

function lookOf(day: CalendarDay | undefined): DayLook | "" {
  if (!day) return "";
  const look = LOOKS[day.reason];
  return look === "open" && day.hours.length === 0 ? "closed" : look;
}

export interface GridActions {
  onOpen: (date: string) => void;
  onDragStart: (date: string) => void;
  onDragOver: (date: string) => void;
  onKey: (event: KeyboardEvent, date: string) => void;
}

interface Props extends GridActions {
  year: number;
  month: number;
  days: ReadonlyMap<string, CalendarDay>;
  chosen: Stretch | null;
  cursor: string;
  today: string;
  isLarge: boolean;
}

export const MonthGrid = memo(function MonthGrid(props: Props) {
  const c = useWords(common);
  const locale = useLocale();
  const first = new Date(Date.UTC(props.year, props.month, 1));
  const title = formatTime(first, locale, props.isLarge ? "monthYear" : "month", "UTC");
  return (
    <table
      role="grid"
      aria-label={formatTime(first, locale, "monthYear", "UTC")}
      className={props.isLarge ? "month is-large" : "month"}
    >
      <caption>{title}</caption>
      <thead>
        <tr>
          {c.weekdays.map((day) => (
            <th key={day} scope="col">
              {day}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(props.year, props.month).map((week, row) => (
          <tr key={row}>
            {week.map((date, column) =>
              date ? <DayCell key={date} {...props} date={date} /> : <td key={column} />,
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
});

function DayCell(props: Props & { date: string }) {
  const { date, chosen, isLarge } = props;
  const t = useWords(calendarWords);
  const locale = useLocale();
  const day = props.days.get(date);
  const said = [
    formatTime(date, locale, "wholeDay", "UTC"),
    ...(date === props.today ? [t.isToday] : []),
    ...(day ? [hoursOf(day, t.closed), whyOf(day, t)] : []),
  ]
    .filter(Boolean)
    .join(", ");
  const isChosen = chosen !== null && covers(chosen, date);
  const classes = [
    "day",
    lookOf(day) && `is-${lookOf(day)}`,
    isChosen ? "chosen" : "",
    date === props.today ? "today" : "",
  ];
  return (
    <td role="gridcell" aria-selected={isChosen}>
      <button
        type="button"
        className={classes.filter(Boolean).join(" ")}
        data-date={date}
        // Where the hours stand in the cell they are part of what it is called [WCAG 2.5.3].
        aria-label={isLarge ? undefined : said}
        title={said}
        tabIndex={date === props.cursor ? 0 : -1}
        onClick={() => props.onOpen(date)}
        onKeyDown={(event) => props.onKey(event, date)}
        onPointerDown={(event) => {
          if (event.pointerType === "mouse" && event.button === 0) props.onDragStart(date);
        }}
        onPointerEnter={() => props.onDragOver(date)}
      >
        <span className="day-number">{Number(date.slice(8))}</span>
        {isLarge && <span className="visually-hidden">{said}</span>}
        {isLarge && day && (
          <>
            <span className="day-hours">{hoursOf(day, t.closed)}</span>
            <span className="day-why">{day.exception ?? day.holiday ?? ""}</span>
          </>
        )}
      </button>
    </td>
  );
}

function hoursOf(day: CalendarDay, closed: string): string {
  return day.hours.length > 0 ? day.hours.join(", ").replaceAll("-", "–") : closed;
}

function whyOf(day: CalendarDay, t: (typeof calendarWords)["en"]): string {
  if (day.exception) return t.exception(day.exception);
  if (day.reason === "holiday") return day.holiday ?? t.reasons.holiday;
  if (day.reason === "day_off") return t.dayOff;
  if (day.reason === "shortened" || day.reason === "workday") return t.reasons[day.reason];
  return "";
}
