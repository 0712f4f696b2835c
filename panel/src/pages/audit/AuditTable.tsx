/** A log of changes: who, when, from where, what it was and what it became. */
import type { components } from "../../api/schema";
import { formatTime } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { DataTable } from "../../ui/DataTable";
import { Page } from "../../ui/page";
import { usePages, type Ask } from "../../ui/pages";
import { EmptyState, ErrorState, Loading } from "../../ui/states";
import { auditWords } from "./auditWords";

type Row = components["schemas"]["AuditRow"] & { company?: string | null };

export function AuditTable(props: { title: string; about: string; of: string; ask: Ask<Row> }) {
  const t = useWords(auditWords);
  const locale = useLocale();
  const { query, rows, more } = usePages(["audit", props.of], props.ask);
  return (
    <Page title={props.title} about={props.about}>
      {query.isPending && <Loading />}
      {query.isError && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <div className="list-card audit-table">
          <DataTable
            fill
            label={props.title}
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
                    {t.nouns[row.noun] ?? row.noun} <strong>{row.key}</strong>{" "}
                    {row.company && row.company !== row.key && (
                      <span className="muted">{row.company}</span>
                    )}
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
