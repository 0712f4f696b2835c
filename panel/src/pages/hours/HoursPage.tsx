/** Working hours: a week one can paint, days that differ, and what callers hear of it. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Select, Tag } from "antd";
import { useState } from "react";
import { useDraft, useDraftStore } from "../../app/draft";
import { WithReadableDraft } from "../../app/readable";
import { untilWords } from "../../app/schedules";
import { useCompany } from "../../app/session";
import { speak } from "../../app/speak";
import { valueLabel } from "../../document/fieldWords";
import { freeName } from "../../document/graph";
import { problemsAt } from "../../document/problems";
import { mapping, words, type Mapping, type Plain } from "../../document/text";
import { openMinutes, readWeek, writeWeek } from "../../document/week";
import { common } from "../../i18n/common";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { Page } from "../../ui/page";
import { Sound } from "../../ui/Sound";
import { EmptyState } from "../../ui/states";
import { CsvButtons } from "../parts/CsvButtons";
import { KeyField } from "../parts/KeyField";
import { Uses } from "../parts/Uses";
import { partWords } from "../parts/words";
import { Calendar } from "./Calendar";
import { Exceptions } from "./Exceptions";
import { OverrideCard } from "./OverrideCard";
import { WeekPainter } from "./WeekPainter";
import { hoursWords } from "./words";

export default function HoursPage() {
  const { title, about } = useWords(partWords).parts.schedules;
  return (
    <Page title={title} about={about}>
      <WithReadableDraft>
        <Schedules />
      </WithReadableDraft>
    </Page>
  );
}

function Schedules() {
  const t = useWords(partWords).parts.schedules;
  const draft = useDraftStore();
  const data = useDraft((state) => state.data);
  const [chosen, setChosen] = useState("");
  const names = Object.keys(mapping(data.schedules));
  const name = names.includes(chosen) ? chosen : (names[0] ?? "");
  const add = () => {
    const made = freeName("office", names);
    const value = { weekly: { "monday..friday": "09:00-18:00" } };
    draft.getState().change([{ kind: "set", path: ["schedules", made], value }]);
    setChosen(made);
  };
  const tools = (
    <div className="page-tools">
      {name && (
        <Select
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t.one}
          className="schedule-choice"
          value={name}
          options={names.map((value) => ({ value, label: value }))}
          onChange={setChosen}
        />
      )}
      <span className="toolbar-space" />
      <CsvButtons part="schedules" />
      <Button type="primary" icon={<PlusOutlined />} onClick={add}>
        {t.add}
      </Button>
    </div>
  );
  return (
    <>
      {tools}
      {name ? (
        <ScheduleEditor
          key={name}
          name={name}
          schedule={mapping(mapping(data.schedules)[name])}
          onName={setChosen}
        />
      ) : (
        <div className="list-card">
          <EmptyState title={t.empty} detail={t.emptyDetail} />
        </div>
      )}
    </>
  );
}

function ScheduleEditor(props: {
  name: string;
  schedule: Mapping;
  onName: (name: string) => void;
}) {
  const { name, schedule } = props;
  const t = useWords(hoursWords);
  const draft = useDraftStore();
  const problems = useDraft((state) => state.problems);
  const week = readWeek(schedule.weekly);
  const path = ["schedules", name];
  const set = (field: string, value: Plain | undefined, typing: boolean) =>
    draft
      .getState()
      .change(
        [
          value === undefined
            ? { kind: "delete", path: [...path, field] }
            : { kind: "set", path: [...path, field], value },
        ],
        typing ? `${name}.${field}` : "",
      );
  const total = t.hoursAWeek(Math.round(openMinutes(week) / 6) / 10);
  return (
    <div className="hours-grid">
      <div>
        <div className="panel-card">
          <h2>
            {t.week} <span className="muted hours-total">{t.open(total)}</span>
          </h2>
          {problemsAt(problems, path).map((one, index) => (
            <div key={index} className={`field-problem ${one.severity}`} role="alert">
              {one.message}
            </div>
          ))}
          <WeekPainter week={week} onChange={(next) => set("weekly", writeWeek(next), false)} />
        </div>
        <Calendar name={name} schedule={schedule} onChange={set} />
        <div className="panel-card">
          <Exceptions schedule={schedule} onChange={set} />
        </div>
        <div className="panel-card">
          <KeyField part="schedules" name={name} onRenamed={props.onName} />
          <Uses
            part="schedules"
            entry={{ key: name, path, value: schedule }}
            onGone={() => props.onName("")}
          />
        </div>
      </div>
      <div>
        <OverrideCard name={name} />
        <Today name={name} />
      </div>
    </div>
  );
}

function Today({ name }: { name: string }) {
  const t = useWords(hoursWords);
  const c = useWords(common);
  const locale = useLocale();
  const today = useDraft((state) => state.schedules[name]);
  const zone = useDraft((state) => words(state.data.timezone)) || undefined;
  const company = useCompany();
  const isChecked = useDraft((state) => state.checkedText !== null);
  if (!today) {
    return <div className="panel-card muted">{isChecked ? t.spokenNone : c.loading}</div>;
  }
  const until = today.until ? untilWords(today.until, locale, zone) : "";
  return (
    <div className="panel-card">
      <h2>{t.today}</h2>
      <p className="today-state">
        <Tag color={today.is_open ? "green" : "orange"}>
          {today.is_open ? t.isOpen(until) : t.isClosed(until)}
        </Tag>
        {today.exception && <Tag>{today.exception}</Tag>}
        {today.holiday && <Tag>{t.holiday(today.holiday)}</Tag>}
      </p>
      <h3>{t.spoken}</h3>
      {Object.entries(today.spoken).map(([language, text]) => (
        <div key={`${language} ${text}`} className="spoken">
          <strong>{valueLabel(language, locale)}</strong>
          <p className="trace-said" lang={language}>
            {text}
          </p>
          <Sound
            label={t.spokenSound(valueLabel(language, locale))}
            load={() => speak(company, text, language)}
          />
        </div>
      ))}
    </div>
  );
}
