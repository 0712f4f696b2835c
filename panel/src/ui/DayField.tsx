/** A day, or a moment, in the panel's own language: a browser's field would speak the system's. */
import { DatePicker } from "antd";
import english from "antd/es/date-picker/locale/en_GB";
import russian from "antd/es/date-picker/locale/ru_RU";
import dayjs from "dayjs";
import { momentOf, wallOf } from "../i18n/clock";
import { useLocale } from "../i18n/locale";

/** Month and year of the calendar's head are called what they show [WCAG 2.5.3]. */
const plain = (words: typeof english) => ({
  ...words,
  lang: { ...words.lang, monthSelect: "", yearSelect: "" },
});
const WORDS = { en: plain(english), ru: plain(russian) };

/** The first is how it is shown; all of them may be typed. */
const DAYS = ["D MMM YYYY", "D.M.YYYY", "D/M/YYYY", "YYYY-MM-DD"];
const MOMENTS = ["D MMM YYYY, HH:mm", "D.M.YYYY HH:mm", "D/M/YYYY HH:mm", "YYYY-MM-DD HH:mm"];
const ISO_DAY = "YYYY-MM-DD";
const ISO_WALL = "YYYY-MM-DDTHH:mm:ss";

export interface DayFieldProps {
  label: string;
  /** An ISO date; empty: none. */
  value: string;
  onChange: (value: string) => void;
  /** The first day that can be chosen. */
  first?: string;
  placeholder?: string;
  className?: string;
}

export default function DayField(props: DayFieldProps) {
  const { label, value, onChange, first, placeholder, className } = props;
  const locale = useLocale();
  return (
    <DatePicker
      aria-label={label}
      locale={WORDS[locale]}
      className={className}
      placeholder={placeholder ?? label}
      format={DAYS}
      allowClear={false}
      value={value ? dayjs(value) : null}
      minDate={first ? dayjs(first) : undefined}
      onChange={(day) => onChange(day?.format(ISO_DAY) ?? "")}
    />
  );
}

/** The value is an ISO moment, or empty; shown and chosen by the company's clock. */
export function MomentField({ label, value, onChange, placeholder }: DayFieldProps) {
  const locale = useLocale();
  return (
    <DatePicker
      locale={WORDS[locale]}
      aria-label={label}
      placeholder={placeholder ?? label}
      size="small"
      format={MOMENTS}
      showTime={{ format: "HH:mm", minuteStep: 5 }}
      needConfirm={false}
      showNow={false} // it would be the browser's
      minDate={dayjs(wallOf(Date.now()))}
      value={value ? dayjs(wallOf(Date.parse(value))) : null}
      onChange={(wall) => onChange(wall ? momentOf(wall.format(ISO_WALL)).toISOString() : "")}
    />
  );
}
