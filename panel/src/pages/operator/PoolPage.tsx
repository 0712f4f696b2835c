/** Which number is whose: numbers are given to companies here, and taken back. */
import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Popconfirm } from "antd";
import { lazy, Suspense, useState } from "react";
import { api, data } from "../../api/client";
import { common } from "../../i18n/common";
import { phone } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { DataTable } from "../../ui/DataTable";
import { Page } from "../../ui/page";
import { usePages } from "../../ui/pages";
import { SearchBox } from "../../ui/SearchBox";
import { EmptyState, ErrorState, Loading, useErrorWords } from "../../ui/states";
import { POOL } from "./pool";
import { operatorWords } from "./words";

const PAGE = 200;
const LONGEST_SEARCH = 64;
const GiveNumbers = lazy(() => import("./GiveNumbers"));

export default function PoolPage() {
  const t = useWords(operatorWords);
  const c = useWords(common);
  const locale = useLocale();
  const client = useQueryClient();
  const { message } = App.useApp();
  const errorWords = useErrorWords();
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const { query, rows, more } = usePages(
    [...POOL, search],
    (cursor) =>
      data(
        api.GET("/api/v1/operator/numbers", { params: { query: { search, limit: PAGE, cursor } } }),
      ),
    { keep: true },
  );
  const take = useMutation({
    mutationFn: (number: string) =>
      data(api.DELETE("/api/v1/operator/numbers/{number}", { params: { path: { number } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: POOL }),
    onError: (error) => void message.error(errorWords(error).detail),
  });
  return (
    <Page
      title={t.pool}
      about={t.aboutPool}
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
          {t.give}
        </Button>
      }
    >
      <div className="page-tools">
        <SearchBox
          label={t.searchPool}
          value={search}
          onChange={(typed) => setSearch(typed.slice(0, LONGEST_SEARCH))}
        />
      </div>
      {query.isPending && <Loading />}
      {query.isError && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <div className="list-card audit-table">
          <DataTable
            fill
            label={t.pool}
            rows={rows}
            {...more}
            rowKey={(row) => row.number}
            empty={
              search.trim() ? (
                <EmptyState title={t.noSuchNumber} detail={t.noSuchNumberDetail} />
              ) : (
                <EmptyState title={t.noNumbers} detail={t.noNumbersDetail} />
              )
            }
            columns={[
              {
                key: "number",
                title: t.number,
                render: (row) => phone(row.number, locale),
              },
              {
                key: "company",
                title: t.company,
                render: (row) => row.company,
              },
              {
                key: "used",
                title: t.use,
                render: (row) => (row.used ? t.used : <span className="muted">{t.unused}</span>),
              },
              {
                key: "act",
                title: "",
                align: "right",
                render: (row) =>
                  !row.used && (
                    <Popconfirm
                      title={t.takeSure(phone(row.number, locale), row.company)}
                      okText={t.take}
                      cancelText={c.cancel}
                      onConfirm={() => take.mutate(row.number)}
                    >
                      <Button size="small" aria-label={t.takeNumber(phone(row.number, locale))}>
                        {t.take}
                      </Button>
                    </Popconfirm>
                  ),
              },
            ]}
          />
        </div>
      )}
      {open && (
        <Suspense fallback={null}>
          <GiveNumbers onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Page>
  );
}
