/** The operator's companies: who is hosted here, how busy they are, and the way into each. */
import { DashboardOutlined, LoginOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Space } from "antd";
import { lazy, Suspense, useState } from "react";
import { useNavigate } from "react-router";
import { api, data, setCsrf } from "../../api/client";
import { SESSION } from "../../app/session";
import { phone } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { DataTable } from "../../ui/DataTable";
import { Page } from "../../ui/page";
import { SearchBox } from "../../ui/SearchBox";
import { EmptyState, ErrorState, Loading, useErrorWords } from "../../ui/states";
import { useCompanies } from "./companies";
import { operatorWords } from "./words";

const NewCompany = lazy(() => import("./NewCompany"));
const Allowance = lazy(() => import("./Allowance"));

export default function CompaniesPage() {
  const t = useWords(operatorWords);
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const [bounded, setBounded] = useState<{ code: string; name: string } | null>(null);
  const [typed, setTyped] = useState("");
  const signIn = useSignIn();
  const query = useCompanies(10_000);
  const needle = typed.trim().toLowerCase();
  const rows = (query.data ?? []).filter((one) =>
    `${one.name} ${one.code} ${one.numbers.join(" ")}`.toLowerCase().includes(needle),
  );
  const shown = (numbers: readonly string[]) =>
    numbers
      .slice(0, 2)
      .map((one) => phone(one, locale))
      .join(", ") + (numbers.length > 2 ? ` + ${numbers.length - 2}` : "");
  return (
    <Page
      title={t.companies}
      about={t.aboutCompanies}
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
          {t.add}
        </Button>
      }
    >
      {query.isPending && <Loading />}
      {query.isError && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <>
          <div className="page-tools">
            <SearchBox label={t.search} value={typed} onChange={setTyped} />
          </div>
          <div className="list-card">
            <DataTable
              label={t.companies}
              rows={rows}
              rowKey={(row) => row.code}
              empty={<EmptyState title={t.empty} detail={t.emptyDetail} />}
              columns={[
                {
                  key: "name",
                  title: t.name,
                  sort: (row) => row.name,
                  render: (row) => (
                    <>
                      {row.name} <span className="muted">{row.code}</span>
                    </>
                  ),
                },
                {
                  key: "numbers",
                  title: t.numbers,
                  wide: true,
                  render: (row) => shown(row.numbers),
                },
                {
                  key: "people",
                  title: t.people,
                  align: "right",
                  sort: (row) => row.people,
                  render: (row) => row.people,
                },
                {
                  key: "registered",
                  title: t.registered,
                  align: "right",
                  sort: (row) => row.registered,
                  render: (row) => row.registered,
                },
                {
                  key: "calls",
                  title: t.calls,
                  align: "right",
                  sort: (row) => row.calls,
                  render: (row) => row.calls,
                },
                {
                  key: "act",
                  title: "",
                  align: "right",
                  render: (row) => (
                    <Space size={6}>
                      <Button
                        size="small"
                        icon={<DashboardOutlined />}
                        aria-label={t.allowanceOf(row.name)}
                        onClick={() => setBounded(row)}
                      >
                        {t.allowance}
                      </Button>
                      <Button
                        size="small"
                        icon={<LoginOutlined />}
                        aria-label={t.signInAs(row.name)}
                        onClick={() => signIn.mutate(row.code)}
                      >
                        {t.signIn}
                      </Button>
                    </Space>
                  ),
                },
              ]}
            />
          </div>
        </>
      )}
      {bounded && (
        <Suspense fallback={null}>
          <Allowance company={bounded} onClose={() => setBounded(null)} />
        </Suspense>
      )}
      {open && (
        <Suspense fallback={null}>
          <NewCompany onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Page>
  );
}

function useSignIn() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const errorWords = useErrorWords();
  return useMutation({
    mutationFn: (code: string) =>
      data(api.POST("/api/v1/operator/companies/{code}/sign-in", { params: { path: { code } } })),
    onSuccess: (session) => {
      setCsrf(session.csrf);
      client.setQueryData(SESSION, session);
      void navigate("/");
    },
    onError: (error) => void message.error(errorWords(error).detail),
  });
}
