/** Every trunk of every company: how it is, whom it serves, and what went wrong last. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Checkbox } from "antd";
import { useMemo, useState } from "react";
import { api, data } from "../../api/client";
import type { components } from "../../api/schema";
import { count, formatTime } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { DataTable, type Column } from "../../ui/DataTable";
import { Page } from "../../ui/page";
import { everyPage, WHOLE } from "../../ui/pages";
import { SearchBox } from "../../ui/SearchBox";
import { EmptyState, ErrorState, Loading } from "../../ui/states";
import { wantedTrunks } from "./trunksIn";
import { trunkWords } from "./trunkWords";

type Row = components["schemas"]["OperatorTrunk"];
const LOOKS = { ready: "free", trying: "off", degraded: "away", down: "busy" } as const;

export default function AllTrunksPage() {
  const t = useWords(trunkWords);
  const [text, setText] = useState("");
  const [troubled, setTroubled] = useState(false);
  const query = useQuery({
    queryKey: ["all-trunks"],
    refetchInterval: 5000,
    placeholderData: keepPreviousData,
    queryFn: () =>
      everyPage((cursor) =>
        data(api.GET("/api/v1/operator/trunks", { params: { query: { limit: WHOLE, cursor } } })),
      ),
  });
  const columns = useColumns();
  const rows = useMemo(
    () => wantedTrunks(query.data ?? [], text, troubled),
    [query.data, text, troubled],
  );
  const all = query.data ?? [];
  return (
    <Page title={t.title} about={t.about}>
      {query.isPending && <Loading />}
      {query.isError && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <>
          <div className="page-tools">
            <SearchBox label={t.search} value={text} onChange={setText} />
            <Checkbox checked={troubled} onChange={(event) => setTroubled(event.target.checked)}>
              {t.troubled}
            </Checkbox>
            <span className="muted" role="status">
              {t.summary(all.filter((one) => one.state === "ready").length, all.length)}
            </span>
          </div>
          <div className="list-card">
            <DataTable
              label={t.title}
              rows={rows}
              rowKey={(row) => `${row.company} ${row.trunk}`}
              columns={columns}
              empty={
                all.length === 0 ? (
                  <EmptyState title={t.none} detail={t.noneDetail} />
                ) : (
                  <EmptyState title={t.noneSuch} />
                )
              }
            />
          </div>
          <p className="muted list-note">{t.since}</p>
        </>
      )}
    </Page>
  );
}

function useColumns(): Column<Row>[] {
  const t = useWords(trunkWords);
  const locale = useLocale();
  return useMemo(
    () => [
      {
        key: "company",
        title: t.company,
        sort: (row) => row.company_name,
        render: (row) => row.company_name,
      },
      { key: "trunk", title: t.trunk, sort: (row) => row.trunk, render: (row) => row.trunk },
      {
        key: "state",
        title: t.state,
        sort: (row) => t.states[row.state],
        render: (row) => (
          <span className={`person-state ${LOOKS[row.state]}`}>
            <span className="dot" aria-hidden />
            {t.states[row.state]}
          </span>
        ),
      },
      {
        key: "registered",
        title: t.registered,
        sort: (row) => (row.registered === null ? 2 : row.registered ? 1 : 0),
        render: (row) => <Registered row={row} />,
      },
      {
        key: "latency",
        title: t.latency,
        align: "right",
        sort: (row) => row.latency,
        render: (row) =>
          row.latency === null ? "—" : t.milliseconds(count(Math.ceil(row.latency * 1000), locale)),
      },
      {
        key: "calls",
        title: t.calls,
        align: "right",
        sort: (row) => row.calls_in + row.calls_out,
        render: (row) => t.inOut(row.calls_in, row.calls_out),
      },
      {
        key: "total",
        title: t.total,
        align: "right",
        wide: true,
        sort: (row) => row.total_in + row.total_out,
        render: (row) => t.inOut(row.total_in, row.total_out),
      },
      {
        key: "error",
        title: t.lastError,
        render: (row) => <LastError row={row} />,
      },
    ],
    [t, locale],
  );
}

function Registered({ row }: { row: Row }) {
  const t = useWords(trunkWords);
  const locale = useLocale();
  if (row.registered === null) return <span className="muted">{t.noRegistration}</span>;
  if (!row.registered) return <span className="field-problem error">{t.no}</span>;
  if (row.registered_until === null) return <>{t.yes}</>;
  return <>{t.until(formatTime(row.registered_until, locale, "time"))}</>;
}

function LastError({ row }: { row: Row }) {
  const t = useWords(trunkWords);
  const locale = useLocale();
  const counts = [
    row.failed_out > 0 && t.failed(row.failed_out),
    row.refused > 0 && t.refused(row.refused),
    row.unknown_numbers > 0 && t.unknown(row.unknown_numbers),
  ].filter(Boolean);
  if (!row.last_error && counts.length === 0) return <span className="muted">—</span>;
  return (
    <span className={row.state === "ready" ? "muted" : "field-problem warning"}>
      {row.last_error && (
        <>
          {formatTime(row.last_error_at, locale)}: {row.last_error}
        </>
      )}
      {row.last_error && counts.length > 0 && " · "}
      {counts.join(" · ")}
    </span>
  );
}
