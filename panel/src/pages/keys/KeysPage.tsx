/** Keys for programs that ask, webhooks for programs that are told. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Popconfirm, Switch, Tag } from "antd";
import { lazy, Suspense, useState } from "react";
import { api, data } from "../../api/client";
import { useCompany } from "../../app/session";
import { common } from "../../i18n/common";
import { formatTime } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { DataTable } from "../../ui/DataTable";
import { Page } from "../../ui/page";
import { EmptyState, ErrorState, Loading, useErrorWords } from "../../ui/states";
import { keyWords } from "./words";

const NewKey = lazy(() => import("./NewKey"));
const NewWebhook = lazy(() => import("./NewWebhook"));

export default function KeysPage() {
  const t = useWords(keyWords);
  return (
    <Page title={t.title} about={t.about}>
      <Keys />
      <Webhooks />
    </Page>
  );
}

function useAt() {
  const company = useCompany();
  return { company, at: { params: { path: { company } } } };
}

function Remove({ onRemove }: { onRemove: () => void }) {
  const t = useWords(keyWords);
  const c = useWords(common);
  return (
    <Popconfirm title={t.removeSure} okText={t.remove} cancelText={c.cancel} onConfirm={onRemove}>
      <Button type="text" size="small" aria-label={t.remove} icon={<DeleteOutlined />} />
    </Popconfirm>
  );
}

function Keys() {
  const t = useWords(keyWords);
  const locale = useLocale();
  const { company, at } = useAt();
  const client = useQueryClient();
  const { message } = App.useApp();
  const errorWords = useErrorWords();
  const [open, setOpen] = useState(false);
  const key = ["keys", company];
  const query = useQuery({
    queryKey: key,
    queryFn: () => data(api.GET("/api/v1/companies/{company}/keys", at)),
  });
  const remove = useMutation({
    mutationFn: (id: string) =>
      api.DELETE("/api/v1/companies/{company}/keys/{key}", {
        params: { path: { company, key: id } },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
    onError: (error) => void message.error(errorWords(error).detail),
  });
  return (
    <section className="live-section">
      <div className="page-tools">
        <h2 className="section-title">{t.keys}</h2>
        <span className="toolbar-space" />
        <Button icon={<PlusOutlined />} onClick={() => setOpen(true)}>
          {t.newKey}
        </Button>
      </div>
      {query.isError && <ErrorState error={query.error} />}
      <div className="list-card">
        <DataTable
          label={t.keys}
          rows={query.data ?? []}
          rowKey={(row) => row.id}
          empty={
            query.isPending ? <Loading /> : <EmptyState title={t.noKeys} detail={t.noKeysDetail} />
          }
          columns={[
            { key: "name", title: t.name, render: (row) => row.name },
            {
              key: "scopes",
              title: t.scopes,
              wide: true,
              render: (row) => row.scopes.map((one) => <Tag key={one}>{one}</Tag>),
            },
            {
              key: "used",
              title: t.used,
              render: (row) => (row.used ? formatTime(row.used, locale) : t.never),
            },
            {
              key: "act",
              title: "",
              render: (row) => <Remove onRemove={() => remove.mutate(row.id)} />,
            },
          ]}
        />
      </div>
      {open && (
        <Suspense fallback={null}>
          <NewKey onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </section>
  );
}

function Webhooks() {
  const t = useWords(keyWords);
  const locale = useLocale();
  const { company, at } = useAt();
  const client = useQueryClient();
  const { message } = App.useApp();
  const errorWords = useErrorWords();
  const [open, setOpen] = useState(false);
  const key = ["webhooks", company];
  const query = useQuery({
    queryKey: key,
    queryFn: () => data(api.GET("/api/v1/companies/{company}/webhooks", at)),
  });
  const refresh = () => client.invalidateQueries({ queryKey: key });
  const complain = (error: Error) => void message.error(errorWords(error).detail);
  const remove = useMutation({
    mutationFn: (webhook: string) =>
      api.DELETE("/api/v1/companies/{company}/webhooks/{webhook}", {
        params: { path: { company, webhook } },
      }),
    onSettled: refresh,
    onError: complain,
  });
  const turn = useMutation({
    mutationFn: ({ webhook, enabled }: { webhook: string; enabled: boolean }) =>
      api.PATCH("/api/v1/companies/{company}/webhooks/{webhook}", {
        params: { path: { company, webhook } },
        body: { enabled },
      }),
    onSettled: refresh,
    onError: complain,
  });
  return (
    <section className="live-section">
      <div className="page-tools">
        <h2 className="section-title">{t.webhooks}</h2>
        <span className="toolbar-space" />
        <Button icon={<PlusOutlined />} onClick={() => setOpen(true)}>
          {t.newHook}
        </Button>
      </div>
      {query.isError && <ErrorState error={query.error} />}
      <div className="list-card">
        <DataTable
          label={t.webhooks}
          rows={query.data ?? []}
          rowKey={(row) => row.id}
          empty={
            query.isPending ? (
              <Loading />
            ) : (
              <EmptyState title={t.noHooks} detail={t.noHooksDetail} />
            )
          }
          columns={[
            {
              key: "url",
              title: t.url,
              render: (row) => (
                <>
                  {row.url}
                  {row.failure && <div className="field-problem error">{row.failure}</div>}
                </>
              ),
            },
            {
              key: "kinds",
              title: t.kinds,
              wide: true,
              render: (row) => row.kinds.map((one) => <Tag key={one}>{one}</Tag>),
            },
            {
              key: "delivered",
              title: t.delivered,
              wide: true,
              render: (row) => (row.delivered ? formatTime(row.delivered, locale) : t.never),
            },
            {
              key: "on",
              title: "",
              render: (row) => (
                <Switch
                  size="small"
                  aria-label={row.url}
                  checked={row.enabled}
                  checkedChildren={t.on}
                  unCheckedChildren={t.off}
                  onChange={(enabled) => turn.mutate({ webhook: row.id, enabled })}
                />
              ),
            },
            {
              key: "act",
              title: "",
              render: (row) => <Remove onRemove={() => remove.mutate(row.id)} />,
            },
          ]}
        />
      </div>
      {open && (
        <Suspense fallback={null}>
          <NewWebhook onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </section>
  );
}
