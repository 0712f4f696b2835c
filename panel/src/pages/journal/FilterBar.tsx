/** The questions one asks a journal. */
import { DownOutlined, SearchOutlined, UpOutlined } from "@ant-design/icons";
import { Button, Input, Segmented } from "antd";
import { lazy, Suspense, useState } from "react";
import { useColleagues } from "../../app/colleagues";
import { useBuffered } from "../../forms/buffered";
import { useWords } from "../../i18n/words";
import { outcomeWords } from "../../ui/outcomes";
import { Select } from "../../ui/Select";
import { EMPTY, isFiltered, PERIODS, toAddress, type Filter, type Period } from "./filter";
import { journalWords } from "./words";

const DayField = lazy(() => import("../../ui/DayField"));

interface BarProps {
  filter: Filter;
  onChange: (changed: Partial<Filter>) => void;
}

export function FilterBar({ filter, onChange }: BarProps) {
  const t = useWords(journalWords);
  const w = useWords(outcomeWords);
  const { people, queues } = useColleagues();
  const rare =
    filter.direction ||
    filter.node ||
    filter.left ||
    filter.recorded ||
    filter.waitedFrom ||
    filter.waitedTo;
  const [open, setOpen] = useState(Boolean(rare));
  const text = useBuffered(filter.text, (typed) => onChange({ text: typed }));
  return (
    <div className="filters" role="search">
      <div className="filter-row">
        <Segmented<Period>
          value={filter.period}
          options={PERIODS.map((value) => ({ value, label: t.periods[value] }))}
          onChange={(period) => onChange({ period })}
        />
        {filter.period === "days" && <Days filter={filter} onChange={onChange} />}
        <Input
          allowClear
          className="filter-search"
          prefix={<SearchOutlined />}
          placeholder={t.search}
          aria-label={t.search}
          value={text.value}
          onChange={(event) => text.change(event.target.value)}
        />
        <Select
          mode="multiple"
          maxTagCount={1}
          allowClear
          aria-label={t.outcome}
          placeholder={t.outcome}
          className="filter-select"
          value={filter.outcome}
          options={Object.entries(w).map(([value, label]) => ({ value, label }))}
          onChange={(outcome: string[]) => onChange({ outcome })}
        />
        <Select
          allowClear
          aria-label={t.queue}
          placeholder={t.queue}
          className="filter-select"
          value={filter.queue || undefined}
          options={queues.map(({ name, title }) => ({ value: name, label: title }))}
          onChange={(queue?: string) => onChange({ queue: queue ?? "" })}
        />
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t.person}
          placeholder={t.person}
          className="filter-select"
          value={filter.person || undefined}
          options={people.map((one) => ({ value: one.extension, label: one.name }))}
          onChange={(person?: string) => onChange({ person: person ?? "" })}
        />
        <Button
          type="text"
          icon={open ? <UpOutlined /> : <DownOutlined />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t.more}
        </Button>
        {isFiltered(filter) && (
          <Button type="link" onClick={() => onChange({ ...EMPTY, ...keepPeriod(filter) })}>
            {t.clear}
          </Button>
        )}
      </div>
      {open && <RareFilters filter={filter} onChange={onChange} />}
    </div>
  );
}

function keepPeriod(filter: Filter): Partial<Filter> {
  const { period, from, to } = filter;
  return toAddress(filter).period ? { period, from, to } : {};
}

function Days({ filter, onChange }: BarProps) {
  const t = useWords(journalWords);
  return (
    <>
      {(["from", "to"] as const).map((name) => (
        <Suspense key={name} fallback={<span className="select-waiting">{t[name]}</span>}>
          <DayField
            label={t[name]}
            value={filter[name]}
            onChange={(day) => onChange({ [name]: day })}
            className="filter-day"
          />
        </Suspense>
      ))}
    </>
  );
}

function RareFilters({ filter, onChange }: BarProps) {
  const t = useWords(journalWords);
  const node = useBuffered(filter.node, (typed) => onChange({ node: typed.trim() }));
  return (
    <div className="filter-row">
      <Select
        allowClear
        aria-label={t.direction}
        placeholder={t.direction}
        className="filter-select"
        value={filter.direction || undefined}
        options={(["inbound", "outgoing", "internal"] as const).map((value) => ({
          value,
          label: t.directions[value],
        }))}
        onChange={(direction?: string) => onChange({ direction: direction ?? "" })}
      />
      <Input
        className="filter-select"
        aria-label={t.node}
        placeholder={t.node}
        value={node.value}
        onChange={(event) => node.change(event.target.value)}
      />
      {(["waitedFrom", "waitedTo"] as const).map((name) => (
        <Input
          key={name}
          type="number"
          min={0}
          aria-label={t[name]}
          placeholder={t[name]}
          className="filter-number"
          value={filter[name] ?? ""}
          onChange={(event) =>
            onChange({ [name]: event.target.value === "" ? null : Number(event.target.value) })
          }
        />
      ))}
      {(["left", "recorded"] as const).map((name) => (
        <label key={name} className="check">
          <input
            type="checkbox"
            checked={filter[name]}
            onChange={(event) => onChange({ [name]: event.target.checked })}
          />
          {t[name]}
        </label>
      ))}
    </div>
  );
}
