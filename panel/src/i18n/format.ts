/** Times, durations and telephone numbers as people write them. */
import { clockZone } from "./clock";
import type { Locale } from "./locale";

const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: Locale, zone: string | undefined, kind: string): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${kind}`;
  let found = cache.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale === "ru" ? "ru-RU" : "en-GB", {
      timeZone: zone,
      ...KINDS[kind as keyof typeof KINDS],
    });
    cache.set(key, found);
  }
  return found;
}

const KINDS = {
  time: { hour: "2-digit", minute: "2-digit" },
  seconds: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  date: { day: "numeric", month: "long", year: "numeric" },
  short: { day: "numeric", month: "short" },
  dateTime: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  full: {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  },
  weekday: { weekday: "long", day: "numeric", month: "long" },
  wholeDay: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  month: { month: "long" },
  monthYear: { month: "long", year: "numeric" },
} as const;

export type TimeKind = keyof typeof KINDS;

export function formatTime(
  when: string | number | Date | null | undefined,
  locale: Locale,
  kind: TimeKind = "dateTime",
  zone = clockZone(),
): string {
  if (when === null || when === undefined) return "—";
  const date = new Date(when);
  return Number.isNaN(date.getTime()) ? "—" : formatter(locale, zone, kind).format(date);
}

/** A time zone as people call it: "Moscow Time", "Москва". */
export function zoneName(zone: string, locale: Locale): string {
  const format = new Intl.DateTimeFormat(locale === "ru" ? "ru-RU" : "en-GB", {
    timeZone: zone,
    timeZoneName: "shortGeneric",
  });
  const name = format.formatToParts().find(({ type }) => type === "timeZoneName");
  return name?.value ?? zone;
}

/** "1:05:09" and "3:07": what stands in tables. */
export function clock(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return "—";
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [
    Math.floor(whole / 3600),
    Math.floor((whole % 3600) / 60),
    whole % 60,
  ];
  const two = (value: number) => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** "3 min 7 s", "3 мин 7 с": what stands in sentences. */
export function duration(seconds: number, locale: Locale): string {
  const whole = Math.max(0, Math.round(seconds));
  const units = locale === "ru" ? ["ч", "мин", "с"] : ["h", "min", "s"];
  const parts = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const said = parts.map((value, index) => [value, units[index]] as const).filter(([v]) => v > 0);
  if (said.length === 0) return `0 ${units[2]}`;
  return said.map(([value, unit]) => `${value} ${unit}`).join(" ");
}

/** +74950000001 as +7 495 000-00-01; numbers of other lands in groups of three. */
export function phone(number: string | null | undefined, locale: Locale): string {
  if (!number) return locale === "ru" ? "номер скрыт" : "number withheld";
  const russian = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(number);
  if (russian) return `+7 ${russian[1]} ${russian[2]}-${russian[3]}-${russian[4]}`;
  const other = /^\+(\d{1,3})(\d{3})(\d+)$/.exec(number);
  if (other && number.length > 8) {
    const rest = (other[3] ?? "").replace(/(\d{3})(?=\d{2,})/g, "$1 ");
    return `+${other[1]} ${other[2]} ${rest}`;
  }
  return number;
}

export function percent(share: number | null | undefined, locale: Locale): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return "—";
  return new Intl.NumberFormat(locale === "ru" ? "ru-RU" : "en-GB", {
    style: "percent",
    maximumFractionDigits: share < 0.1 ? 1 : 0,
  }).format(share);
}

export function count(value: number, locale: Locale): string {
  return new Intl.NumberFormat(locale === "ru" ? "ru-RU" : "en-GB").format(value);
}

/** Room or memory, given in megabytes. */
/** Rounded to one place, with the language's own comma or point. */
export function decimal(value: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(value);
}

export function megabytes(value: number, locale: Locale): string {
  const [size, unit] =
    value > 2000 ? [Math.round(value / 100) / 10, "gigabyte"] : [Math.round(value), "megabyte"];
  return new Intl.NumberFormat(locale === "ru" ? "ru-RU" : "en-GB", {
    style: "unit",
    unit: unit as string,
    unitDisplay: "short",
  }).format(size as number);
}
