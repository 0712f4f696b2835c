/** An employee's own page: presence, own calls, forwarding, own phone; nothing of anybody else. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Segmented, Tag } from "antd";
import { lazy, Suspense, useEffect, useState } from "react";
import { api, data } from "../../api/client";
import { isLater } from "../../api/history";
import { subscribe } from "../../api/live";
import type { components } from "../../api/schema";
import { useColleagues } from "../../app/colleagues";
import { useCompany } from "../../app/session";
import { clock, formatTime, phone } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { DataTable } from "../../ui/DataTable";
import { outcomeColour, outcomeWords } from "../../ui/outcomes";
import { Page } from "../../ui/page";
import { usePages } from "../../ui/pages";
import { Select } from "../../ui/Select";
import { EmptyState, ErrorState, Loading, useErrorWords } from "../../ui/states";
import { PersonState } from "../live/PersonState";
import { CallAgain, CallBox } from "./CallBox";
import { deskWords } from "./words";

const TransferDialog = lazy(() => import("../../app/TransferDialog"));
const ForwardingCard = lazy(() => import("./ForwardingCard"));
const OwnMessages = lazy(() => import("../messages/OwnMessages"));
type Desk = components["schemas"]["DeskView"];
type Presence = "ready" | "not_ready" | "logged_out";

export default function DeskPage() {
  const t = useWords(deskWords);
  const company = useCompany();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ["desk", company],
    queryFn: () =>
      data(api.GET("/api/v1/companies/{company}/me", { params: { path: { company } } })),
  });
  useEffect(() => {
    const again = () => void client.invalidateQueries({ queryKey: ["desk", company] });
    return subscribe(
      (events) => {
        if (events.some((one) => /^(call|person)\./.test(one.kind))) again();
        if (events.some((one) => one.kind === "call.ended")) {
          void client.invalidateQueries({ queryKey: ["own-calls", company] });
        }
      },
      again,
      (last) => {
        // What happened between our question and the channel's beginning has reached nobody.
        const desk = client.getQueryData<Desk>(["desk", company]);
        if (desk && isLater(last, desk.last_event)) again();
      },
    );
  }, [client, company]);
  return (
    <Page title={t.title} about={t.about}>
      {query.isPending && <Loading text={t.loading} />}
      {query.isError && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <div className="hours-grid">
          <div>
            <PresenceCard desk={query.data} />
            <CallBox />
            <Suspense fallback={null}>
              <OwnMessages />
            </Suspense>
            <OwnCalls me={query.data.me.extension} />
          </div>
          <div>
            <PhoneCard desk={query.data} />
            <Suspense fallback={<Loading />}>
              <ForwardingCard />
            </Suspense>
          </div>
        </div>
      )}
    </Page>
  );
}

function PresenceCard({ desk }: { desk: Desk }) {
  const t = useWords(deskWords);
  const company = useCompany();
  const client = useQueryClient();
  const { message } = App.useApp();
  const errorWords = useErrorWords();
  const { nameOf, queueName } = useColleagues();
  const locale = useLocale();
  const say = useMutation({
    mutationFn: (body: { presence: Presence; reason?: string | null }) =>
      api.PUT("/api/v1/companies/{company}/me/presence", { params: { path: { company } }, body }),
    onSettled: () => void client.invalidateQueries({ queryKey: ["desk", company] }),
    onError: (error) => void message.error(errorWords(error).detail),
  });
  const { me } = desk;
  const [handing, setHanding] = useState("");
  const handed = desk.calls.find((call) => call.call === handing && call.talks_with);
  return (
    <section className="panel-card">
      <h2>{t.presence}</h2>
      <Segmented<Presence>
        size="large"
        value={me.presence as Presence}
        disabled={say.isPending}
        options={(["ready", "not_ready", "logged_out"] as const).map((value) => ({
          value,
          label: t.states[value],
        }))}
        onChange={(presence) => say.mutate({ presence })}
      />
      {me.presence === "not_ready" && desk.reasons.length > 0 && (
        <div className="desk-reason">
          <span className="muted">{t.reason}</span>
          <Select
            aria-label={t.reason}
            value={me.reason ?? ""}
            options={[
              { value: "", label: t.noReason },
              ...desk.reasons.map((one) => ({ value: one.name, label: one.title })),
            ]}
            onChange={(reason: string) =>
              say.mutate({ presence: "not_ready", reason: reason || null })
            }
          />
        </div>
      )}
      <p className="desk-now">
        <span className="muted">{t.now}:</span> <PersonState person={me} />
        {desk.calls.map((call) => (
          <span key={call.call}>
            <Tag color="blue">
              {t.talking(
                nameOf(call.caller === me.extension ? call.called : call.caller) ||
                  phone(call.caller === me.extension ? call.called : call.caller, locale),
              )}
            </Tag>
            {call.talks_with && (
              <Button size="small" onClick={() => setHanding(call.call)}>
                {t.transfer}
              </Button>
            )}
          </span>
        ))}
      </p>
      {handed && (
        <Suspense fallback={null}>
          <TransferDialog
            call={handed}
            me={me.extension}
            send={(to) =>
              api.POST("/api/v1/companies/{company}/me/calls/{call}/transfer", {
                params: { path: { company, call: handed.call } },
                body: { to },
              })
            }
            onClose={() => setHanding("")}
          />
        </Suspense>
      )}
      <p>
        <span className="muted">{t.queues}:</span>{" "}
        {me.queues.map(queueName).join(", ") || t.noQueues}
      </p>
    </section>
  );
}

function PhoneCard({ desk }: { desk: Desk }) {
  const t = useWords(deskWords);
  const { settings } = desk;
  return (
    <section className="panel-card">
      <h2>{t.phone}</h2>
      <p className={desk.me.registered ? "good" : "field-problem warning"}>
        {desk.me.registered ? t.phoneOn : t.phoneOff}
      </p>
      <dl className="phone-facts">
        <dt>{t.account}</dt>
        <dd>{settings.account}</dd>
        <dt>{t.server}</dt>
        <dd>
          {settings.host}:{settings.port} ({settings.transport})
        </dd>
      </dl>
    </section>
  );
}

function OwnCalls({ me }: { me: string }) {
  const t = useWords(deskWords);
  const w = useWords(outcomeWords);
  const locale = useLocale();
  const company = useCompany();
  const { nameOf } = useColleagues();
  const { query, rows, more } = usePages(["own-calls", company], (cursor) =>
    data(
      api.GET("/api/v1/companies/{company}/me/calls", {
        params: { path: { company }, query: { limit: 100, cursor } },
      }),
    ),
  );
  const who = (number: string) => nameOf(number) || phone(number, locale);
  return (
    <section className="live-section desk-calls">
      <h2>{t.calls}</h2>
      {query.isError && <ErrorState error={query.error} />}
      <div className="list-card desk-table">
        <DataTable
          fill
          label={t.calls}
          rows={rows}
          rowKey={(row) => row.id}
          {...more}
          empty={
            query.isPending ? (
              <Loading />
            ) : (
              <EmptyState title={t.noCalls} detail={t.noCallsDetail} />
            )
          }
          columns={[
            {
              key: "when",
              title: t.columns.when,
              render: (row) => formatTime(row.started, locale),
            },
            {
              key: "who",
              title: t.columns.who,
              render: (row) =>
                row.direction === "inbound" ? (
                  <span className={nameOf(row.caller) ? "" : "nowrap"}>{who(row.caller)}</span>
                ) : (
                  `${who(row.caller)} → ${who(row.called)}`
                ),
            },
            {
              key: "outcome",
              title: t.columns.outcome,
              render: (row) => (
                <Tag color={outcomeColour(row.outcome)}>{w[row.outcome] ?? row.outcome}</Tag>
              ),
            },
            {
              key: "talked",
              title: t.columns.talked,
              align: "right",
              wide: true,
              render: (row) => (row.talking > 0 ? clock(row.talking) : ""),
            },
            {
              key: "again",
              title: "",
              align: "right",
              render: (row) => {
                const other = row.caller === me ? row.called : row.caller;
                return <CallAgain number={other} who={who(other)} />;
              },
            },
          ]}
        />
      </div>
    </section>
  );
}
