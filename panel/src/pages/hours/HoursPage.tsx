/** Working hours: a week one can paint, days that differ, and what callers hear of it. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Popconfirm, Tabs, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { appWords, nameOfPart } from "../../app/words";
import { useDraft, useDraftStore, WithDraft } from "../../app/draft";
import { untilWords } from "../../app/schedules";
import { useCompany } from "../../app/session";
import { speak } from "../../app/speak";
import { valueLabel } from "../../document/fieldWords";
import { freeName } from "../../document/graph";
import { usesOf } from "../../document/parts";
import { problemsAt } from "../../document/problems";
import { mapping, words, type Mapping, type Plain } from "../../document/text";
import { openMinutes, readWeek, writeWeek } from "../../document/week";
import { common } from "../../i18n/common";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { Page } from "../../ui/page";
import { Sound } from "../../ui/Sound";
import { EmptyState } from "../../ui/states";
import { partWords } from "../parts/words";
import { Calendar } from "./Calendar";
import { Exceptions } from "./Exceptions";
import { OverrideCard } from "./OverrideCard";
import { WeekPainter } from "./WeekPainter";
import { hoursWords } from "./words";

export default function HoursPage() {
  const t = useWords(hoursWords);
  return (
    <Page title={t.title} about={t.about}>
      <WithDraft>
        <Schedules />
      </WithDraft>
    </Page>
  );
}

function Schedules() {
  const t = useWords(hoursWords);
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
  const button = (
    <Button icon={<PlusOutlined />} onClick={add}>
      {t.add}
    </Button>
  );
  if (!name) {
    return (
      <div className="list-card">
        <EmptyState title={t.empty} detail={t.emptyDetail} action={button} />
      </div>
    );
  }
  return (
    <>
      <Tabs
        activeKey={name}
        onChange={setChosen}
        tabBarExtraContent={button}
        items={names.map((key) => ({ key, label: key }))}
      />
      <ScheduleEditor key={name} name={name} schedule={mapping(mapping(data.schedules)[name])} />
    </>
  );
}

function ScheduleEditor({ name, schedule }: { name: string; schedule: Mapping }) {
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
      </div>
      <div>
        <OverrideCard name={name} />
        <Today name={name} />
        <Uses name={name} />
      </div>
    </div>
  );
}

function Today({ name }: { name: string }) {
  const t = useWords(hoursWords);
  const locale = useLocale();
  const today = useDraft((state) => state.schedules[name]);
  const zone = useDraft((state) => words(state.data.timezone)) || undefined;
  const company = useCompany();
  if (!today) {
    return <div className="panel-card muted">{t.spokenNone}</div>;
  }
  const until = today.until ? untilWords(today.until, locale, zone) : "";
  return (
    <div className="panel-card">
      <h2>{t.today}</h2>
      <p>
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

function Uses({ name }: { name: string }) {
  const t = useWords(hoursWords);
  const p = useWords(partWords);
  const pages = useWords(appWords).pages;
  const draft = useDraftStore();
  const data = useDraft((state) => state.data);
  const c = useWords(common);
  const uses = usesOf(data, "schedules", name);
  const remove = () => draft.getState().change([{ kind: "delete", path: ["schedules", name] }]);
  const button = (
    <Button
      danger
      size="small"
      icon={<DeleteOutlined />}
      onClick={uses.length === 0 ? remove : undefined}
    >
      {t.delete}
    </Button>
  );
  return (
    <div className="panel-card">
      <h2>{p.uses}</h2>
      {uses.length === 0 && <p className="muted">{p.unused}</p>}
      <ul className="plain-list">
        {uses.map((use) => (
          <li key={use.to + use.text}>
            <Link to={use.to}>{use.text}</Link>{" "}
            <span className="muted">{nameOfPart(pages, use.part)}</span>
          </li>
        ))}
      </ul>
      {uses.length === 0 ? (
        button
      ) : (
        <Popconfirm
          title={p.deleteUsed(uses.length)}
          okText={t.delete}
          cancelText={c.cancel}
          onConfirm={remove}
        >
          {button}
        </Popconfirm>
      )}
    </div>
  );
}
