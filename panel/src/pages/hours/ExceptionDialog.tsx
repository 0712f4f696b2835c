/** One exception of a schedule: its name, its days, its hours, and what callers are told then. */
import { AutoComplete, Button, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { useCatalogue, useFormContext } from "../../app/catalogue";
import { partSchema, type Catalogue } from "../../document/catalogue";
import { daysOf, onDays, withGreeting, withHours } from "../../document/calendar";
import { stretch } from "../../document/days";
import { fieldLabel } from "../../document/fieldWords";
import { list, words, type Mapping, type Plain } from "../../document/text";
import { parseInterval } from "../../document/week";
import { FieldRow } from "../../forms/FieldRow";
import { resolve } from "../../forms/schema";
import { common } from "../../i18n/common";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import DayField from "../../ui/DayField";
import { ErrorState, Loading } from "../../ui/states";
import { calendarWords } from "./calendarWords";
import type { Edited } from "./exceptionList";
import { hoursWords } from "./words";

/** Exits that every hours node has anyway. */
const TAKEN = new Set(["open", "closed"]);

function parts(text: string): string[] {
  return text
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);
}

export function ExceptionDialog(props: {
  edited: Edited;
  names: readonly string[];
  onDone: (item: Mapping) => void;
  onRemove: () => void;
  onCancel: () => void;
}) {
  const { item, at } = props.edited;
  const t = useWords(calendarWords);
  const h = useWords(hoursWords);
  const c = useWords(common);
  const [name, setName] = useState(words(item.name));
  const [days, setDays] = useState(daysOf(item));
  const [isClosed, setClosed] = useState(item.closed === true);
  const [hours, setHours] = useState(list(item.hours).map(words).join(", ") || "10:00-16:00");
  const [greeting, setGreeting] = useState<Plain | undefined>(item.greeting);
  const found = parts(hours);
  const wrongHours = found.length === 0 || found.some((one) => parseInterval(one) === null);
  const wrongName = TAKEN.has(name.trim());
  const wrongDays = !days.first || !days.last || days.last < days.first;
  const isRight = name.trim() !== "" && !wrongName && !wrongDays && (isClosed || !wrongHours);
  const done = () => {
    if (!isRight) return;
    const dated = onDays({ ...item, name: name.trim() }, stretch(days.first, days.last));
    props.onDone(withGreeting(withHours(dated, isClosed ? [] : found), greeting));
  };
  const from = (first: string) =>
    setDays({ first, last: days.last && days.last < first ? first : days.last });
  return (
    <Modal
      open
      width={480}
      title={at < 0 ? t.newTitle : t.editTitle}
      onCancel={props.onCancel}
      footer={[
        at >= 0 && (
          <Button key="remove" danger className="dialog-left" onClick={props.onRemove}>
            {t.remove}
          </Button>
        ),
        <Button key="cancel" onClick={props.onCancel}>
          {c.cancel}
        </Button>,
        <Button key="done" type="primary" disabled={!isRight} onClick={done}>
          {at < 0 ? t.add : t.apply}
        </Button>,
      ]}
    >
      <form
        className="exception-form"
        onSubmit={(event) => {
          event.preventDefault();
          done();
        }}
      >
        <label className="field-label" htmlFor="exception-name">
          {t.name}
        </label>
        <AutoComplete
          id="exception-name"
          autoFocus
          value={name}
          status={wrongName ? "error" : ""}
          options={props.names.map((value) => ({ value }))}
          onChange={setName}
          style={{ width: "100%" }}
        />
        <div className="field-help">{wrongName ? t.nameWrong : t.nameHelp}</div>
        <div className="exception-days">
          <label>
            <span className="field-label">{t.from}</span>
            <DayField label={t.from} value={days.first} onChange={from} />
          </label>
          <label>
            <span className="field-label">{t.to}</span>
            <DayField
              label={t.to}
              value={days.last}
              first={days.first}
              onChange={(last) => setDays({ ...days, last })}
            />
          </label>
        </div>
        {wrongDays && (
          <div className="field-problem error" role="alert">
            {t.daysWrong}
          </div>
        )}
        <span className="field-label">{t.how}</span>
        <Radio.Group
          aria-label={t.how}
          value={isClosed}
          options={[
            { value: true, label: t.allClosed },
            { value: false, label: t.otherHours },
          ]}
          onChange={(event) => setClosed(event.target.value as boolean)}
        />
        {!isClosed && (
          <>
            <Input
              aria-label={t.hours}
              value={hours}
              status={wrongHours ? "error" : ""}
              onChange={(event) => setHours(event.target.value)}
            />
            <div className="field-help">{wrongHours ? h.exactWrong : h.exactHelp}</div>
          </>
        )}
        <Greeting value={greeting} onChange={setGreeting} />
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}

interface GreetingProps {
  value: Plain | undefined;
  onChange: (value: Plain | undefined) => void;
}

function Greeting(props: GreetingProps) {
  const catalogue = useCatalogue();
  if (catalogue.isError) return <ErrorState error={catalogue.error} />;
  if (!catalogue.data) return <Loading />;
  return <GreetingField {...props} catalogue={catalogue.data} />;
}

function GreetingField(props: GreetingProps & { catalogue: Catalogue }) {
  const { catalogue, value, onChange } = props;
  const locale = useLocale();
  const context = useFormContext(catalogue);
  const exceptions = partSchema(catalogue, "schedules").properties?.exceptions ?? {};
  const exception = resolve(exceptions.items ?? {}, catalogue.defs);
  return (
    <FieldRow
      owner="exceptions"
      name="greeting"
      label={fieldLabel("exceptions", "greeting", locale)}
      schema={exception.properties?.greeting ?? {}}
      required={false}
      value={value}
      problems={[]}
      context={context}
      onChange={onChange}
    />
  );
}
