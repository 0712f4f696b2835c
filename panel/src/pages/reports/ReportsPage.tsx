/** What the journal adds up to: figures, charts one can read, and the same by mail. */
import { useQuery } from "@tanstack/react-query";
import { Segmented } from "antd";
import { lazy, Suspense, useState } from "react";
import { api, data } from "../../api/client";
import type { components } from "../../api/schema";
import { useColleagues } from "../../app/colleagues";
import { useCompany, useMay } from "../../app/session";
import { clock, count, duration, formatTime, percent, phone } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { common } from "../../i18n/common";
import { useWords } from "../../i18n/words";
import { DataTable } from "../../ui/DataTable";
import { outcomeColour, outcomeWords } from "../../ui/outcomes";
import { Page } from "../../ui/page";
import { EmptyState, ErrorState, Loading } from "../../ui/states";
import {
  answeredShare,
  before,
  change,
  most,
  periodOf,
  PERIODS,
  queryOf,
  shade,
  sum,
  type ReportPeriod,
  type Span,
  type Totals,
} from "./numbers";
import { FlowCard } from "./FlowCard";
import { QueueLevels } from "./QueueLevels";
import { reportWords } from "./words";

type Report = components["schemas"]["CallsReport"];
const MailedReports = lazy(() => import("./MailedReports"));
const DayField = lazy(() => import("../../ui/DayField"));

function useReport(span: Span) {
  const company = useCompany();
  return useQuery({
    queryKey: ["report", company, span.first, span.last],
    queryFn: () =>
      data(
        api.GET("/api/v1/companies/{company}/reports/calls", {
          params: {
            path: { company },
            query: queryOf(span),
          },
        }),
      ),
  });
}

export default function ReportsPage() {
  const t = useWords(reportWords);
  const [period, setPeriod] = useState<ReportPeriod>("week");
  const [now] = useState(() => new Date());
  const [chosen, choose] = useState(() => periodOf("week", { first: "", last: "" }, now));
  const span = periodOf(period, chosen, now);
  const report = useReport(span);
  const last = useReport(before(span));
  const mayMail = useMay("reports:write");
  return (
    <Page
      title={t.title}
      about={t.about}
      actions={
        <div className="report-period">
          <Segmented<ReportPeriod>
            value={period}
            options={PERIODS.map((value) => ({ value, label: t.periods[value] }))}
            onChange={setPeriod}
          />
          {period === "days" && <Days span={chosen} onChange={choose} />}
        </div>
      }
    >
      {report.isPending && <Loading text={t.loading} />}
      {report.isError && <ErrorState error={report.error} retry={() => void report.refetch()} />}
      {report.data?.total.total === 0 && (
        <div className="list-card">
          <EmptyState title={t.none} detail={t.noneDetail} />
        </div>
      )}
      {report.data && report.data.total.total > 0 && (
        <>
          <Figures now={report.data.total} last={last.data?.total ?? null} />
          <div className="report-grid">
            <Outcomes totals={report.data.total} />
            <Waits report={report.data} />
          </div>
          <FlowCard flow={report.data.flow} />
          <HeatMap load={report.data.load} />
          <QueueLevels span={span} />
          <Tables report={report.data} />
        </>
      )}
      {mayMail && !report.isPending && (
        <Suspense fallback={null}>
          <MailedReports />
        </Suspense>
      )}
    </Page>
  );
}

function Days({ span, onChange }: { span: Span; onChange: (span: Span) => void }) {
  const t = useWords(reportWords);
  const { first, last } = span;
  return (
    <Suspense fallback={<Loading />}>
      <DayField
        label={t.from}
        value={first}
        onChange={(day) => onChange({ first: day, last: last < day ? day : last })}
      />
      <DayField
        label={t.until}
        value={last}
        first={first}
        onChange={(day) => onChange({ first, last: day })}
      />
    </Suspense>
  );
}

function Figures({ now, last }: { now: Totals; last: Totals | null }) {
  const t = useWords(reportWords);
  const locale = useLocale();
  const mean = (totals: Totals, name: "waiting" | "talking") =>
    totals.total > 0 ? totals[name] / totals.total : 0;
  const figures = [
    { name: t.calls, value: count(now.total, locale), by: last && change(now.total, last.total) },
    {
      name: t.answered,
      value: percent(answeredShare(now), locale),
      by: last && change(answeredShare(now) ?? 0, answeredShare(last) ?? 0),
    },
    {
      name: t.waited,
      value: duration(mean(now, "waiting"), locale),
      by: last && change(mean(now, "waiting"), mean(last, "waiting")),
    },
    {
      name: t.talked,
      value: duration(mean(now, "talking"), locale),
      by: last && change(mean(now, "talking"), mean(last, "talking")),
    },
  ];
  return (
    <dl className="totals">
      {figures.map((one) => (
        <div className="total" key={one.name}>
          <dt>{one.name}</dt>
          <dd className="total-small">{one.value}</dd>
          <dd className="muted total-change">
            {typeof one.by === "number"
              ? t.before(`${one.by > 0 ? "+" : ""}${percent(one.by, locale)}`)
              : "\u00a0"}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Bars(props: { rows: { name: string; value: number; colour: string; note: string }[] }) {
  const highest = Math.max(1, ...props.rows.map((one) => one.value));
  return (
    <div className="bars">
      {props.rows.map((one) => (
        <div className="bar-row" key={one.name}>
          <span className="bar-name">{one.name}</span>
          <span className="bar" aria-hidden>
            <span className={one.colour} style={{ width: `${(one.value / highest) * 100}%` }} />
          </span>
          <span className="num bar-value">
            {one.value} <span className="muted">{one.note}</span>
          </span>
        </div>
      ))}
    </div>
  );
}

function Outcomes({ totals }: { totals: Totals }) {
  const t = useWords(reportWords);
  const w = useWords(outcomeWords);
  const locale = useLocale();
  const rows = Object.entries(totals.outcomes)
    .sort(([, a], [, b]) => b - a)
    .map(([outcome, value]) => ({
      name: w[outcome] ?? outcome,
      value,
      colour: outcomeColour(outcome),
      note: percent(value / totals.total, locale),
    }));
  return (
    <section className="panel-card">
      <h2>{t.outcomes}</h2>
      <Bars rows={rows} />
    </section>
  );
}

function Waits({ report }: { report: Report }) {
  const t = useWords(reportWords);
  const locale = useLocale();
  const all = report.waits.reduce((total, one) => total + sum(one.outcomes), 0);
  const rows = report.waits.map((one) => ({
    name: one.up_to === null ? t.beyond : t.upTo(duration(one.up_to, locale)),
    value: sum(one.outcomes),
    colour: "blue",
    note: all > 0 ? percent(sum(one.outcomes) / all, locale) : "",
  }));
  return (
    <section className="panel-card">
      <h2>{t.waits}</h2>
      <Bars rows={rows} />
    </section>
  );
}

function HeatMap({ load }: { load: readonly (readonly number[])[] }) {
  const t = useWords(reportWords);
  const c = useWords(common);
  const highest = most(load);
  return (
    <section className="panel-card report-load">
      <h2>{t.load}</h2>
      <table className="heat" aria-label={t.load}>
        <thead>
          <tr>
            <td />
            {Array.from({ length: 24 }, (_, hour) => (
              <th key={hour} scope="col">
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {load.map((hours, day) => (
            <tr key={day}>
              <th scope="row">{c.weekdays[day]}</th>
              {hours.map((value, hour) => (
                <td
                  key={hour}
                  className={`heat-${shade(value, highest)}`}
                  title={t.loadCell(c.weekdays[day] ?? "", hour, value)}
                >
                  {value > 0 ? value : ""}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Tables({ report }: { report: Report }) {
  const t = useWords(reportWords);
  const locale = useLocale();
  const { nameOf, queueName } = useColleagues();
  return (
    <div className="report-tables">
      <TotalsTable title={t.queues} rows={report.queues} name={(key) => queueName(key)} />
      <TotalsTable title={t.people} rows={report.people} name={(key) => nameOf(key) || key} />
      <TotalsTable title={t.numbers} rows={report.numbers} name={(key) => phone(key, locale)} />
      <TotalsTable
        title={t.days}
        rows={report.days}
        name={(key) => formatTime(key, locale, "weekday", "UTC")}
      />
    </div>
  );
}

function TotalsTable(props: {
  title: string;
  rows: Record<string, Totals>;
  name: (key: string) => string;
}) {
  const t = useWords(reportWords);
  const locale = useLocale();
  const rows = Object.entries(props.rows).filter(([key]) => key !== "");
  if (rows.length === 0) return null;
  return (
    <section className="live-section">
      <h2>{props.title}</h2>
      <div className="list-card">
        <DataTable
          label={props.title}
          rows={rows}
          rowKey={([key]) => key}
          empty={null}
          columns={[
            {
              key: "name",
              title: t.name,
              sort: ([key]) => props.name(key),
              render: ([key]) => props.name(key),
            },
            {
              key: "total",
              title: t.total,
              align: "right",
              sort: ([, one]) => one.total,
              render: ([, one]) => count(one.total, locale),
            },
            {
              key: "share",
              title: t.share,
              align: "right",
              sort: ([, one]) => answeredShare(one) ?? 0,
              render: ([, one]) => percent(answeredShare(one), locale),
            },
            {
              key: "talking",
              title: t.talking,
              align: "right",
              sort: ([, one]) => one.talking,
              render: ([, one]) => clock(one.talking),
            },
          ]}
        />
      </div>
    </section>
  );
}
