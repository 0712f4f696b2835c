/** Every change: who, when, from where, what it was and what it became. */
import { api, data } from "../../api/client";
import { useCompany } from "../../app/session";
import { formatTime } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { bilingual, useWords } from "../../i18n/words";
import { DataTable } from "../../ui/DataTable";
import { Page } from "../../ui/page";
import { usePages } from "../../ui/pages";
import { EmptyState, ErrorState, Loading } from "../../ui/states";

const auditWords = bilingual(
  {
    title: "Audit log",
    about: "Every change in the company: who made it, from where, before and after.",
    when: "When",
    who: "Who",
    what: "What",
    change: "Before and after",
    empty: "Nothing has been changed yet",
    emptyDetail: "Whatever is published, allowed or taken away will stand here, and by whom.",
    acting: (name: string) => `as operator ${name}`,
    nouns: {
      user: "user",
      document: "document",
      call: "call",
      presence: "presence",
      key: "key",
      webhook: "webhook",
      password: "password",
      prompt: "recording",
      hours: "hours",
      draft: "draft",
      person: "person",
      report: "report",
    } as Record<string, string>,
    actions: {
      create: "created",
      change: "changed",
      remove: "removed",
      publish: "published",
      listen: "listened to",
      move: "moved",
      "hang up": "hung up",
      "change password": "changed the password",
      invite: "invited",
    } as Record<string, string>,
  },
  {
    title: "Журнал изменений",
    about: "Каждое изменение в компании: кто, откуда, что было и что стало.",
    when: "Когда",
    who: "Кто",
    what: "Что",
    change: "Было и стало",
    empty: "Пока ничего не менялось",
    emptyDetail:
      "Здесь будет видно всё, что опубликовали, разрешили или отменили, и кто это сделал.",
    acting: (name: string) => `как оператор ${name}`,
    nouns: {
      user: "пользователь",
      document: "документ",
      call: "звонок",
      presence: "присутствие",
      key: "ключ",
      webhook: "вебхук",
      password: "пароль",
      prompt: "запись",
      hours: "часы",
      draft: "черновик",
      person: "сотрудник",
      report: "отчёт",
    } as Record<string, string>,
    actions: {
      create: "создание",
      change: "изменение",
      remove: "удаление",
      publish: "публикация",
      listen: "прослушивание",
      move: "перемещение",
      "hang up": "завершение",
      "change password": "смена пароля",
      invite: "приглашение",
    } as Record<string, string>,
  },
);

export default function AuditPage() {
  const t = useWords(auditWords);
  const locale = useLocale();
  const company = useCompany();
  const { query, rows, more } = usePages(["audit", company], (cursor) =>
    data(
      api.GET("/api/v1/companies/{company}/audit", {
        params: { path: { company }, query: { limit: 100, cursor } },
      }),
    ),
  );
  return (
    <Page title={t.title} about={t.about}>
      {query.isPending && <Loading />}
      {query.isError && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <div className="list-card audit-table">
          <DataTable
            fill
            label={t.title}
            rows={rows}
            rowKey={(row) => String(row.id)}
            {...more}
            empty={<EmptyState title={t.empty} detail={t.emptyDetail} />}
            columns={[
              { key: "when", title: t.when, render: (row) => formatTime(row.at, locale) },
              {
                key: "who",
                title: t.who,
                render: (row) => (
                  <>
                    {row.actor_name}
                    {row.acting && <div className="muted">{t.acting(row.acting)}</div>}
                    <div className="muted num">{row.address}</div>
                  </>
                ),
              },
              {
                key: "what",
                title: t.what,
                render: (row) => (
                  <>
                    {t.nouns[row.noun] ?? row.noun} <strong>{row.key}</strong>
                    <div className="muted">{t.actions[row.action] ?? row.action}</div>
                  </>
                ),
              },
              {
                key: "change",
                title: t.change,
                wide: true,
                render: (row) => <Change before={row.before} after={row.after} />,
              },
            ]}
          />
        </div>
      )}
    </Page>
  );
}

function Change({ before, after }: { before: unknown; after: unknown }) {
  const text = (value: unknown) =>
    value === null || value === undefined ? "" : JSON.stringify(value, null, 1).slice(0, 400);
  return (
    <span className="audit-change">
      {text(before) && <del>{text(before)}</del>}
      {text(after) && <ins>{text(after)}</ins>}
    </span>
  );
}
