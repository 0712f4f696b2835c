/** Dated exceptions of a schedule: closed, or with hours of their own; and holidays. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, Select, Switch } from "antd";
import { daysOf, freeDayName, onDays, stretch, without } from "../../document/calendar";
import { list, mapping, words, type Mapping, type Plain } from "../../document/text";
import { parseInterval } from "../../document/week";
import { useBuffered } from "../../forms/buffered";
import { common } from "../../i18n/common";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { calendarWords } from "./calendarWords";
import { hoursWords } from "./words";

const COUNTRIES = ["RU", "BY", "KZ", "AM", "GE", "UZ", "KG", "DE", "GB", "US", "FR", "PL", "LV"];

export function Exceptions(props: {
  schedule: Mapping;
  onChange: (field: string, value: Plain | undefined, typing: boolean) => void;
}) {
  const t = useWords(hoursWords);
  const items = list(props.schedule.exceptions).map(mapping);
  const write = (next: Mapping[], typing = false) =>
    props.onChange("exceptions", next.length > 0 ? (next as Plain) : undefined, typing);
  const { suggested } = useWords(calendarWords);
  const today = new Date(Date.now() + 86400_000).toISOString().slice(0, 10);
  return (
    <section>
      <h3>{t.exceptions}</h3>
      <p className="field-help">{t.exceptionsHelp}</p>
      {items.map((item, index) => (
        <ExceptionRow
          key={index}
          item={item}
          onChange={(next, typing) =>
            write(
              items.map((one, at) => (at === index ? next : one)),
              typing,
            )
          }
          onRemove={() => write(items.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() =>
          write([
            ...items,
            {
              name: freeDayName(
                suggested,
                items.map((one) => words(one.name)),
              ),
              date: today,
              closed: true,
            },
          ])
        }
      >
        {t.addException}
      </Button>
      <HolidayField {...props} />
    </section>
  );
}

function ExceptionRow(props: {
  item: Mapping;
  onChange: (next: Mapping, typing: boolean) => void;
  onRemove: () => void;
}) {
  const { item, onChange } = props;
  const t = useWords(hoursWords);
  const c = useWords(common);
  const name = useBuffered(
    words(item.name),
    (typed) => typed && onChange({ ...item, name: typed }, true),
  );
  const { first, last } = daysOf(item);
  const dates = (from: string, to: string) => {
    if (from) onChange(onDays(item, stretch(from, to > from ? to : from)), false);
  };
  const isClosed = item.closed === true;
  return (
    <div className="exception">
      <Input
        aria-label={t.exceptionName}
        value={name.value}
        onChange={(event) => name.change(event.target.value)}
        onBlur={name.flush}
      />
      <input
        type="date"
        className="date-input"
        aria-label={t.from}
        value={first}
        onChange={(event) => dates(event.target.value, last)}
      />
      <input
        type="date"
        className="date-input"
        aria-label={t.to}
        value={last}
        min={first}
        onChange={(event) => dates(first, event.target.value)}
      />
      <label className="exception-closed">
        <Switch
          size="small"
          checked={isClosed}
          onChange={(closed) => {
            const rest = without(item, "closed", "hours");
            onChange({ ...rest, ...(closed ? { closed: true } : { hours: "10:00-16:00" }) }, false);
          }}
        />
        {t.closed}
      </label>
      {!isClosed && <HoursOfDay item={item} onChange={onChange} />}
      <Button
        type="text"
        aria-label={c.remove}
        icon={<DeleteOutlined />}
        onClick={props.onRemove}
      />
    </div>
  );
}

function HoursOfDay(props: { item: Mapping; onChange: (next: Mapping, typing: boolean) => void }) {
  const t = useWords(hoursWords);
  const parts = (text: string) =>
    text
      .split(",")
      .map((one) => one.trim())
      .filter(Boolean);
  const text = useBuffered(list(props.item.hours).map(words).join(", "), (typed) => {
    const found = parts(typed);
    if (found.length === 0 || found.some((one) => parseInterval(one) === null)) return;
    props.onChange(
      { ...props.item, hours: found.length === 1 ? (found[0] as string) : found },
      true,
    );
  });
  const wrong = parts(text.value).some((one) => parseInterval(one) === null);
  return (
    <Input
      aria-label={t.hours}
      title={wrong ? t.exactWrong : t.exactHelp}
      status={wrong ? "error" : ""}
      value={text.value}
      onChange={(event) => text.change(event.target.value)}
      onBlur={text.flush}
    />
  );
}

function HolidayField(props: {
  schedule: Mapping;
  onChange: (field: string, value: Plain | undefined, typing: boolean) => void;
}) {
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
        style={{ maxWidth: 280 }}
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
