import { DownloadOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Dropdown, Tag } from "antd";
import { useEffect, useMemo, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { api, data, href } from "../../api/client";
import { subscribe } from "../../api/live";
import type { components } from "../../api/schema";
import { useCompany } from "../../app/session";
import { useColleagues, type NameOf } from "../../app/colleagues";
import { clock, formatTime, phone } from "../../i18n/format";
import type { Locale } from "../../i18n/locale";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { DataTable, type Column } from "../../ui/DataTable";
import { outcomeColour, outcomeWords } from "../../ui/outcomes";
import { EmptyState, ErrorState, Loading } from "../../ui/states";
import { useTitle } from "../../ui/page";
import { usePages } from "../../ui/pages";
import { CallBack } from "./CallBack";
import { FilterBar } from "./FilterBar";
import { fromAddress, isFiltered, queryOf, searchOf, toAddress, type Filter } from "./filter";
import { journalWords } from "./words";

export type CallRow = components["schemas"]["CallRow"];
const PAGE = 200;

export function CallList() {
  const t = useWords(journalWords);
  useTitle(t.title);
  const navigate = useNavigate();
  const locale = useLocale();
  const [address, setAddress] = useSearchParams();
  const filter = useMemo(() => fromAddress(address), [address]);
  const calls = useCalls(filter);
  const { nameOf } = useColleagues();
  const columns = useColumns(nameOf, locale);
  const change = (changed: Partial<Filter>) =>
    setAddress(toAddress({ ...filter, ...changed }), { replace: true });
  return (
    <div className="journal">
      <header className="page-head">
        <div>
          <h1>{t.title}</h1>
          <Summary filter={filter} onChange={change} />
        </div>
        <ExportButton search={calls.search} />
      </header>
      <FilterBar filter={filter} onChange={change} />
      {calls.query.isError && (
        <ErrorState error={calls.query.error} retry={() => void calls.query.refetch()} />
      )}
      {calls.query.isPending && <Loading text={t.loading} />}
      {calls.query.data && (
        <div className="list-card journal-table">
          <DataTable
            fill
            label={t.title}
            rows={calls.rows}
            columns={columns}
            rowKey={(row) => row.id}
            onOpen={(row) => void navigate(`/journal/${row.id}`)}
            {...calls.more}
            empty={
              isFiltered(filter) ? (
                <EmptyState title={t.nothing} />
              ) : (
                <EmptyState title={t.empty} detail={t.emptyDetail} />
              )
            }
          />
        </div>
      )}
    </div>
  );
}

function useCalls(filter: Filter) {
  const company = useCompany();
  // The day does not change under a page that somebody reads.
  const [now] = useState(() => new Date());
  const asked = useMemo(() => queryOf(filter, now), [filter, now]);
  const { query, rows, more } = usePages(
    ["calls", company, asked],
    (cursor) =>
      data(
        api.GET("/api/v1/companies/{company}/calls", {
          params: { path: { company }, query: { ...asked, limit: PAGE, cursor } },
        }),
      ),
    { keep: true },
  );
  const { refetch } = query;
  useEffect(() => {
    // New calls are shown while somebody is at the top of the list, some seconds at a time.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = subscribe((events) => {
      if (timer || !events.some((one) => one.kind === "call.ended")) return;
      timer = setTimeout(() => {
        timer = undefined;
        const scrolled = document.querySelector(".journal-table .table-scroll")?.scrollTop ?? 0;
        if (scrolled < 100) void refetch();
      }, 1500);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [refetch]);
  return { query, rows, more, search: searchOf(asked) };
}

function useColumns(nameOf: NameOf, locale: Locale): Column<CallRow>[] {
  const t = useWords(journalWords);
  const w = useWords(outcomeWords);
  return useMemo(
    () => [
      {
        key: "started",
        title: t.columns.started,
        // Day and month stay on one line where the time goes below them.
        render: (row) => (
          <span className="num">{formatTime(row.started, locale).replace(" ", "\u00a0")}</span>
        ),
      },
      {
        key: "caller",
        title: t.columns.caller,
        render: (row) =>
          row.caller_name ||
          nameOf(row.caller) || <span className="nowrap">{phone(row.caller, locale)}</span>,
      },
      {
        key: "called",
        title: t.columns.called,
        wide: true,
        render: (row) =>
          row.answered_by
            ? nameOf(row.answered_by) || phone(row.answered_by, locale)
            : nameOf(row.called) || phone(row.called, locale),
      },
      {
        key: "outcome",
        title: t.columns.outcome,
        render: (row) => (
          <Tag color={outcomeColour(row.outcome)}>{w[row.outcome] ?? row.outcome}</Tag>
        ),
      },
      {
        key: "where",
        title: t.columns.where,
        wide: true,
        render: (row) => <span className="muted">{row.last_node?.replace("/", " › ") ?? ""}</span>,
      },
      {
        key: "waiting",
        title: t.columns.waiting,
        align: "right",
        wide: true,
        render: (row) => (row.waiting > 0 ? clock(row.waiting) : ""),
      },
      {
        key: "talking",
        title: t.columns.talking,
        align: "right",
        wide: true,
        render: (row) => (row.talking > 0 ? clock(row.talking) : ""),
      },
      {
        key: "back",
        title: "",
        align: "right",
        render: (row) => <CallBack small call={row} />,
      },
    ],
    [t, w, nameOf, locale],
  );
}

function Summary({ filter, onChange }: { filter: Filter; onChange: (f: Partial<Filter>) => void }) {
  const t = useWords(journalWords);
  const w = useWords(outcomeWords);
  const company = useCompany();
  const [now] = useState(() => new Date());
  const asked = useMemo(() => queryOf({ ...filter, outcome: [] }, now), [filter, now]);
  const query = useQuery({
    queryKey: ["calls-summary", company, asked],
    placeholderData: keepPreviousData,
    queryFn: () =>
      data(
        api.GET("/api/v1/companies/{company}/calls/summary", {
          params: { path: { company }, query: asked },
        }),
      ),
  });
  if (!query.data) return <p className="muted">&nbsp;</p>;
  const outcomes = Object.entries(query.data.outcomes).sort(([, a], [, b]) => b - a);
  return (
    <p className="summary-chips">
      <span className="muted">{t.calls(query.data.total)}</span>
      {outcomes.map(([outcome, count]) => (
        <Tag.CheckableTag
          key={outcome}
          checked={filter.outcome.includes(outcome)}
          onChange={(on) =>
            onChange({
              outcome: on
                ? [...filter.outcome, outcome]
                : filter.outcome.filter((one) => one !== outcome),
            })
          }
        >
          {w[outcome] ?? outcome} {count}
        </Tag.CheckableTag>
      ))}
    </p>
  );
}

function ExportButton({ search }: { search: string }) {
  const t = useWords(journalWords);
  const company = useCompany();
  const link = (kind: string) => href(`/companies/${company}/calls.${kind}?${search}`);
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: (["csv", "xlsx"] as const).map((kind) => ({
          key: kind,
          label: (
            <a href={link(kind)} download>
              {t[kind]}
            </a>
          ),
        })),
      }}
    >
      <Button icon={<DownloadOutlined />}>{t.export}</Button>
    </Dropdown>
  );
}
