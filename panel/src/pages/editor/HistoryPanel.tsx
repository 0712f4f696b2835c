/** Every revision that was live: who, when, what for, what it changed, and the way back. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Popconfirm, Tag } from "antd";
import { useState } from "react";
import { api, data } from "../../api/client";
import type { components } from "../../api/schema";
import { ChangeList } from "../../app/ChangeList";
import { useDraftStore } from "../../app/draft";
import { publishWords } from "../../app/publishWords";
import { useCompany } from "../../app/session";
import { common } from "../../i18n/common";
import { formatTime } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { bilingual, useWords } from "../../i18n/words";
import { ErrorState, Loading, useErrorWords } from "../../ui/states";
import { editorWords } from "./words";

const historyWords = bilingual(
  {
    revision: (n: number) => `Revision ${n}`,
    live: "live",
    noNote: "without a note",
    changes: "What it changed",
    draft: "Take into the draft",
    again: "Publish again",
    againSure: (n: number) => `Publish revision ${n} again? It becomes live as a new revision.`,
    againDone: (n: number) => `Live again, as revision ${n}`,
  },
  {
    revision: (n: number) => `Версия ${n}`,
    live: "работает",
    noNote: "без пояснения",
    changes: "Что изменено",
    draft: "Взять в черновик",
    again: "Опубликовать снова",
    againSure: (n: number) =>
      `Опубликовать версию ${n} снова? Она станет новой работающей версией.`,
    againDone: (n: number) => `Снова работает, как версия ${n}`,
  },
);

type Row = components["schemas"]["RevisionRow"];

export function HistoryPanel() {
  const t = useWords(editorWords);
  const company = useCompany();
  const query = useQuery({
    queryKey: ["revisions", company],
    queryFn: () =>
      data(
        api.GET("/api/v1/companies/{company}/revisions", {
          params: { path: { company }, query: { limit: 100 } },
        }),
      ),
  });
  if (query.isPending) return <Loading />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  return (
    <>
      <h2>{t.history}</h2>
      <ol className="history">
        {query.data.items.map((row) => (
          <Entry key={row.number} row={row} />
        ))}
      </ol>
    </>
  );
}

function Entry({ row }: { row: Row }) {
  const t = useWords(historyWords);
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  return (
    <li>
      <div className="history-head">
        <strong>{t.revision(row.number)}</strong> {row.live && <Tag color="green">{t.live}</Tag>}
        <span className="muted">
          {formatTime(row.created, locale)} · {row.author}
        </span>
      </div>
      <p className={row.note ? "" : "muted"}>{row.note || t.noNote}</p>
      <Button type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t.changes}
      </Button>
      {open && <Changes row={row} />}
    </li>
  );
}

function Changes({ row }: { row: Row }) {
  const t = useWords(historyWords);
  const c = useWords(common);
  const w = useWords(publishWords);
  const company = useCompany();
  const draft = useDraftStore();
  const client = useQueryClient();
  const { message } = App.useApp();
  const errorWords = useErrorWords();
  const path = { company, number: row.number };
  const query = useQuery({
    queryKey: ["changes", company, row.number],
    queryFn: () =>
      data(api.GET("/api/v1/companies/{company}/revisions/{number}/changes", { params: { path } })),
    staleTime: Infinity,
  });
  const take = useMutation({
    mutationFn: () =>
      data(api.GET("/api/v1/companies/{company}/revisions/{number}", { params: { path } })),
    onSuccess: (revision) => draft.getState().write(revision.text),
    onError: (error) => void message.error(errorWords(error).detail),
  });
  const again = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/companies/{company}/revisions/{number}/rollback", {
          params: { path },
          body: { note: "", base_revision: null, force_cases: false },
        }),
      ),
    onSuccess: async (made) => {
      void message.success(t.againDone(made.revision));
      await draft.getState().load();
      void client.invalidateQueries();
    },
    onError: (error) => void message.error(errorWords(error).detail, 8),
  });
  return (
    <div>
      {query.isPending && <Loading text={w.loading} />}
      {query.isError && <ErrorState error={query.error} />}
      {query.data && <ChangeList changes={query.data} />}
      {!row.live && (
        <div className="inspector-actions">
          <Button size="small" loading={take.isPending} onClick={() => take.mutate()}>
            {t.draft}
          </Button>
          <Popconfirm
            title={t.againSure(row.number)}
            okText={t.again}
            cancelText={c.cancel}
            onConfirm={() => again.mutate()}
          >
            <Button size="small" loading={again.isPending}>
              {t.again}
            </Button>
          </Popconfirm>
        </div>
      )}
    </div>
  );
}
