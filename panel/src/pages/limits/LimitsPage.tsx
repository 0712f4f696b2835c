/** What is used of the limits of calls to the outside, the nearest to its bound first. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useNavigate } from "react-router";
import { api, data } from "../../api/client";
import { useColleagues } from "../../app/colleagues";
import { useCompany, useMay } from "../../app/session";
import { useWords } from "../../i18n/words";
import { DataTable } from "../../ui/DataTable";
import { Page } from "../../ui/page";
import { SearchBox } from "../../ui/SearchBox";
import { EmptyState, ErrorState, Loading } from "../../ui/states";
import { CsvPlace } from "../parts/CsvPlace";
import { byShare, shareOf, stateOf, type Limit } from "./share";
import { limitWords } from "./words";

const LimitsTable = lazy(() => import("./LimitsTable"));

export default function LimitsPage() {
  const t = useWords(limitWords);
  const company = useCompany();
  const navigate = useNavigate();
  const mayChange = useMay("document:write");
  const [all, setAll] = useState(false);
  const query = useQuery({
    queryKey: ["limits", company],
    refetchInterval: 10_000,
    queryFn: () =>
      data(api.GET("/api/v1/companies/{company}/limits", { params: { path: { company } } })),
  });
  const [typed, setTyped] = useState("");
  const { nameOf } = useColleagues();
  const whose = (row: Limit) =>
    (row.scope === "company" ? t.scopes.company : nameOf(row.name)) || row.name;
  const needle = typed.trim().toLocaleLowerCase("ru");
  const rows = byShare(query.data ?? [], all || needle !== "").filter((row) =>
    `${whose(row)} ${row.name} ${t.bounds[row.bound]}`.toLocaleLowerCase("ru").includes(needle),
  );
  return (
    <Page
      title={t.title}
      about={t.about}
      actions={
        mayChange && (
          <Button onClick={() => void navigate("/settings?tab=calling")}>{t.change}</Button>
        )
      }
    >
      {query.isPending && <Loading />}
      {query.isError && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <>
          <div className="page-tools">
            <SearchBox label={t.search} value={typed} onChange={setTyped} />
            <Button aria-pressed={all} onClick={() => setAll(!all)}>
              {all ? t.usedOnly : t.all}
            </Button>
            <span className="toolbar-space" />
            {mayChange && (
              <Suspense fallback={<CsvPlace />}>
                <LimitsTable />
              </Suspense>
            )}
          </div>
          <div className="list-card">
            <DataTable
              label={t.title}
              rows={rows}
              rowKey={(row) =>
                `${row.scope} ${row.name} ${row.night} ${row.bound} ${row.by_operator}`
              }
              empty={
                needle ? (
                  <EmptyState title={t.notFound} />
                ) : (
                  <EmptyState title={t.empty} detail={t.emptyDetail} />
                )
              }
              columns={[
                {
                  key: "whose",
                  title: t.whose,
                  sort: (row) => `${row.scope} ${row.name}`,
                  render: (row) => (
                    <>
                      {whose(row)}{" "}
                      <span className="muted">
                        {row.scope === "company" ? "" : t.scopes[row.scope]}
                        {row.night ? ` ${t.night}` : ""}
                      </span>
                    </>
                  ),
                },
                {
                  key: "bound",
                  title: t.bound,
                  sort: (row) => row.bound,
                  render: (row) => (
                    <>
                      {t.bounds[row.bound] ?? row.bound}
                      {row.by_operator && <div className="muted">{t.byOperator}</div>}
                    </>
                  ),
                },
                {
                  key: "used",
                  title: t.used,
                  align: "right",
                  sort: shareOf,
                  render: (row) => t.of(row.used, row.limit),
                },
                {
                  key: "share",
                  title: "",
                  render: (row) => (
                    <meter
                      className={`limit-meter ${stateOf(row)}`}
                      min={0}
                      max={1}
                      value={Math.min(1, shareOf(row))}
                      aria-label={t.of(row.used, row.limit)}
                    >
                      {Math.round(shareOf(row) * 100)} %
                    </meter>
                  ),
                },
              ]}
            />
          </div>
        </>
      )}
    </Page>
  );
}
