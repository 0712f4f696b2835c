/** One call: what became of it, the replay over the tree as it was then, quality, the recording. */
import { ArrowLeftOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Tag } from "antd";
import { useMemo } from "react";
import { Link, useParams } from "react-router";
import { api, data } from "../../api/client";
import { useColleagues } from "../../app/colleagues";
import { useCompany } from "../../app/session";
import { hopsOf } from "../../document/trace";
import { clock, formatTime, phone } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { outcomeColour, outcomeWords } from "../../ui/outcomes";
import { ErrorState, Loading } from "../../ui/states";
import { useTitle } from "../../ui/page";
import { CallBack } from "./CallBack";
import { Legs } from "./Legs";
import { Recording } from "./Recording";
import { Replay } from "./Replay";
import { reasonIn } from "./reasonWords";
import { journalWords } from "./words";

export type CallRecord = Record<string, unknown>;

export default function CallDetail() {
  const t = useWords(journalWords);
  const locale = useLocale();
  const { call = "" } = useParams();
  const company = useCompany();
  const query = useQuery({
    queryKey: ["call", company, call],
    queryFn: () =>
      data(
        api.GET("/api/v1/companies/{company}/calls/{call}", {
          params: { path: { company, call } },
        }),
      ),
  });
  const record = query.data?.record as CallRecord | undefined;
  const title = record ? t.call(formatTime(String(record.started), locale, "full")) : t.title;
  useTitle(title);
  const hops = useMemo(() => (record ? hopsOf(record) : []), [record]);
  return (
    <div className="page page-wide">
      <header className="page-head">
        <div>
          <Link to="/journal" className="back">
            <ArrowLeftOutlined /> {t.back}
          </Link>
          <h1>{title}</h1>
        </div>
        {record && (
          <CallBack
            call={{
              id: call,
              direction: String(record.direction),
              caller: typeof record.caller === "string" ? record.caller : "",
              outcome: String(record.outcome),
            }}
          />
        )}
      </header>
      {query.isPending && <Loading />}
      {query.isError && <ErrorState error={query.error} />}
      {record && (
        <>
          <Facts record={record} />
          <Replay record={record} hops={hops} />
          {query.data?.recordings.map((leg) => (
            <Recording key={leg} call={call} leg={leg} />
          ))}
          <Legs record={record} />
        </>
      )}
    </div>
  );
}

function Facts({ record }: { record: CallRecord }) {
  const t = useWords(journalWords);
  const w = useWords(outcomeWords);
  const locale = useLocale();
  const { nameOf } = useColleagues();
  const text = (name: string) => (typeof record[name] === "string" ? (record[name] as string) : "");
  const seconds = (name: string) => (Number(record[name]) > 0 ? clock(Number(record[name])) : "");
  const who = (number: string) => nameOf(number) || (number ? phone(number, locale) : "");
  const outcome = text("outcome");
  const termination = record.termination as { reason?: string } | undefined;
  const facts: [string, React.ReactNode][] = [
    [
      t.facts.outcome,
      <Tag key="outcome" color={outcomeColour(outcome)}>
        {w[outcome] ?? outcome}
      </Tag>,
    ],
    [t.facts.caller, text("caller_name") || who(text("caller")) || phone("", locale)],
    [t.facts.called, who(text("called"))],
    [t.facts.answeredBy, who(text("answered_by"))],
    [t.facts.waiting, seconds("waiting")],
    [t.facts.ringing, seconds("ringing")],
    [t.facts.talking, seconds("talking")],
    [t.facts.ended, text("ended") && formatTime(text("ended"), locale, "seconds")],
    [t.facts.reason, reasonIn(locale, termination?.reason)],
    [t.facts.revision, record.revision === null ? "" : String(record.revision ?? "")],
  ];
  return (
    <dl className="facts panel-card">
      {facts
        .filter(([, value]) => value !== "")
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
