/** The days of a schedule that differ, as a list that opens one dialog; and public holidays. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { daysOf, freeDayName } from "../../document/calendar";
import { addDays } from "../../document/days";
import { promptText } from "../../document/summary";
import { list, mapping, words, type Mapping } from "../../document/text";
import { dayOf } from "../../i18n/clock";
import { formatTime } from "../../i18n/format";
import { useLocale, type Locale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { calendarWords } from "./calendarWords";
import { ExceptionDialog } from "./ExceptionDialog";
import { useExceptions, type Write } from "./exceptionList";
import { hoursWords } from "./words";

export function Exceptions({ schedule, onChange }: { schedule: Mapping; onChange: Write }) {
  const t = useWords(hoursWords);
  const { suggested } = useWords(calendarWords);
  const locale = useLocale();
  const days = useExceptions(schedule, onChange);
  const add = () => {
    const name = freeDayName(suggested, days.names);
    days.edit({ item: { name, date: addDays(dayOf(Date.now()), 1), closed: true }, at: -1 });
  };
  return (
    <>
      <h2>{t.exceptions}</h2>
      <p className="field-help">{t.exceptionsHelp}</p>
      {days.items.length === 0 && <p className="muted">{t.noExceptions}</p>}
      <ul className="exceptions">
        {days.items.map((item, at) => (
          <li key={at}>
            <button type="button" className="exception" onClick={() => days.edit({ item, at })}>
              <strong>{words(item.name)}</strong>
              <span>{spanOf(item, locale)}</span>
              <span>{hoursOf(item) || t.closed}</span>
              <span className="muted">{promptText(item.greeting, locale)}</span>
            </button>
          </li>
        ))}
      </ul>
      <Button icon={<PlusOutlined />} onClick={add}>
        {t.addException}
      </Button>
      <HolidayField schedule={schedule} onChange={onChange} />
      {days.edited && <ExceptionDialog {...days.dialog} edited={days.edited} />}
    </>
  );
}

/** "1 January 2027", "1 January 2027 – 8 January 2027". */
function spanOf(item: Mapping, locale: Locale): string {
  const { first, last } = daysOf(item);
  const shown = [...new Set([first, last])].map((day) => formatTime(day, locale, "date", "UTC"));
  return shown.join(" – ");
}

function hoursOf(item: Mapping): string {
  return list(item.hours).map(words).join(", ").replaceAll("-", "–");
}

const COUNTRIES = ["RU", "BY", "KZ", "AM", "GE", "UZ", "KG", "DE", "GB", "US", "FR", "PL", "LV"];

function HolidayField(props: { schedule: Mapping; onChange: Write }) {
  const t = useWords(hoursWords);
  const locale = useLocale();
  const { holidays } = props.schedule;
  const whole = mapping(holidays);
  const country = words(holidays) || words(whole.country);
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const codes = country && !COUNTRIES.includes(country) ? [country, ...COUNTRIES] : COUNTRIES;
  return (
    <div className="field holiday-field">
      <span className="field-label">{t.holidays}</span>
      <Select
        aria-label={t.holidays}
        allowClear
        className="holiday-country"
        placeholder={t.noHolidays}
        value={country || undefined}
        options={codes.map((code) => ({ value: code, label: names.of(code) ?? code }))}
        onChange={(next?: string) =>
          props.onChange(
            "holidays",
            next === undefined ? undefined : { ...whole, country: next },
            false,
          )
        }
      />
      <div className="field-help">{t.holidaysHelp}</div>
    </div>
  );
}
