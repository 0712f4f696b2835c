/** Who may open the panel: a list, invitations, roles. */
import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { lazy, Suspense, useState } from "react";
import { api, data } from "../../api/client";
import type { components } from "../../api/schema";
import { useCompany } from "../../app/session";
import { formatTime } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { DataTable, type Column } from "../../ui/DataTable";
import { Page } from "../../ui/page";
import { everyPage, WHOLE } from "../../ui/pages";
import { EmptyState, ErrorState, Loading } from "../../ui/states";
import { userWords } from "./words";

const UserDrawer = lazy(() => import("./UserDrawer"));

export type UserRow = components["schemas"]["UserRow"];

export function usersKey(company: string) {
  return ["users", company];
}

export default function UsersPage() {
  const t = useWords(userWords);
  const locale = useLocale();
  const company = useCompany();
  const [open, setOpen] = useState<UserRow | "new" | null>(null);
  const query = useQuery({
    queryKey: usersKey(company),
    queryFn: () =>
      everyPage((cursor) =>
        data(
          api.GET("/api/v1/companies/{company}/users", {
            params: { path: { company }, query: { limit: WHOLE, cursor } },
          }),
        ),
      ),
  });
  const columns: Column<UserRow>[] = [
    { key: "name", title: t.name, sort: (row) => row.name, render: (row) => row.name },
    { key: "email", title: t.email, wide: true, sort: (row) => row.email, render: (r) => r.email },
    { key: "role", title: t.role, sort: (row) => row.role, render: (row) => t.roles[row.role] },
    { key: "extension", title: t.extension, wide: true, render: (row) => row.extension },
    {
      key: "seen",
      title: t.lastSeen,
      sort: (row) => row.signed_in ?? null,
      render: (row) => (
        <>
          {row.signed_in ? (
            formatTime(row.signed_in, locale)
          ) : (
            <span className="muted">{t.never}</span>
          )}{" "}
          {row.disabled && <Tag color="red">{t.disabled}</Tag>}
          {row.second_factor && <Tag color="green">{t.factor}</Tag>}
        </>
      ),
    },
  ];
  const invite = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen("new")}>
      {t.invite}
    </Button>
  );
  return (
    <Page title={t.title} about={t.about} actions={invite}>
      {query.isPending && <Loading />}
      {query.isError && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <div className="list-card">
          <DataTable
            label={t.title}
            rows={query.data}
            columns={columns}
            rowKey={(row) => row.id}
            onOpen={setOpen}
            empty={<EmptyState title={t.empty} detail={t.emptyDetail} />}
          />
        </div>
      )}
      {open && (
        <Suspense fallback={null}>
          <UserDrawer user={open} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </Page>
  );
}
