/** One exception of a schedule: its name, its days, closed or with hours of its own. */
import { AutoComplete, Button, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { daysOf, onDays, stretch, withHours } from "../../document/calendar";
import { list, words, type Mapping } from "../../document/text";
import { parseInterval } from "../../document/week";
import { common } from "../../i18n/common";
import { useWords } from "../../i18n/words";
import { calendarWords } from "./calendarWords";
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
  item: Mapping;
  isNew: boolean;
  names: readonly string[];
  onDone: (item: Mapping) => void;
  onRemove: () => void;
  onCancel: () => void;
}) {
  const t = useWords(calendarWords);
  const h = useWords(hoursWords);
  const c = useWords(common);
  const [name, setName] = useState(words(props.item.name));
  const [days, setDays] = useState(daysOf(props.item));
  const [isClosed, setClosed] = useState(props.item.closed === true);
  const [hours, setHours] = useState(list(props.item.hours).map(words).join(", ") || "10:00-16:00");
  const found = parts(hours);
  const wrongHours = found.length === 0 || found.some((one) => parseInterval(one) === null);
  const wrongName = TAKEN.has(name.trim());
  const wrongDays = !days.first || !days.last || days.last < days.first;
  const isRight = name.trim() !== "" && !wrongName && !wrongDays && (isClosed || !wrongHours);
  const done = () => {
    if (!isRight) return;
    const named = { ...props.item, name: name.trim() };
    const dated = onDays(named, stretch(days.first, days.last));
    props.onDone(withHours(dated, isClosed ? [] : found));
  };
  return (
    <Modal
      open
      width={460}
      title={props.isNew ? t.newTitle : t.editTitle}
      onCancel={props.onCancel}
      footer={[
        !props.isNew && (
          <Button key="remove" danger className="dialog-left" onClick={props.onRemove}>
            {t.remove}
          </Button>
        ),
        <Button key="cancel" onClick={props.onCancel}>
          {c.cancel}
        </Button>,
        <Button key="done" type="primary" disabled={!isRight} onClick={done}>
          {props.isNew ? t.add : t.apply}
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
          {(["first", "last"] as const).map((end) => (
            <label key={end}>
              <span className="field-label">{end === "first" ? t.from : t.to}</span>
              <input
                type="date"
                className="date-input"
                value={days[end]}
                onChange={(event) => setDays({ ...days, [end]: event.target.value })}
              />
            </label>
          ))}
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
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}
