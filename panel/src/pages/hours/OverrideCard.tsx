/** Open or close now, whatever the schedule says; it takes effect at once, without publishing. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Select } from "antd";
import { useState } from "react";
import { api, data } from "../../api/client";
import type { components } from "../../api/schema";
import { untilWords } from "../../app/schedules";
import { useCompany, useMay } from "../../app/session";
import { useLocale } from "../../i18n/locale";
import { bilingual, useWords } from "../../i18n/words";
import { useErrorWords } from "../../ui/states";

const overrideWords = bilingual(
  {
    title: "Open or close now",
    help: "At once, for the published schedule. No publishing is needed.",
    unpublished: "This schedule is not published yet: publish first.",
    open: "Open now",
    close: "Close now",
    until: "Until",
    ends: {
      boundary: "the schedule’s next change",
      revoked: "somebody takes it back",
    } as Record<string, string>,
    holds: (what: string, who: string) => `${what}, by ${who}`,
    what: { open: "Opened by hand", closed: "Closed by hand" } as Record<string, string>,
    untilWhen: (when: string) => ` until ${when}`,
    revoke: "Back to the schedule",
  },
  {
    title: "Открыть или закрыть сейчас",
    help: "Сразу, для опубликованного расписания. Публиковать не нужно.",
    unpublished: "Расписание ещё не опубликовано: сначала опубликуйте.",
    open: "Открыть",
    close: "Закрыть",
    until: "До",
    ends: {
      boundary: "смены по расписанию",
      revoked: "отмены вручную",
    } as Record<string, string>,
    holds: (what: string, who: string) => `${what}: ${who}`,
    what: { open: "Открыто вручную", closed: "Закрыто вручную" } as Record<string, string>,
    untilWhen: (when: string) => `, до ${when}`,
    revoke: "Вернуть расписание",
  },
);

type Until = components["schemas"]["Until"];

export function OverrideCard({ name }: { name: string }) {
  const t = useWords(overrideWords);
  const locale = useLocale();
  const company = useCompany();
  const client = useQueryClient();
  const may = useMay("hours:override");
  const { message } = App.useApp();
  const errorWords = useErrorWords();
  const [until, setUntil] = useState<Until>("boundary");
  const key = ["hours", company];
  const query = useQuery({
    queryKey: key,
    queryFn: () =>
      data(api.GET("/api/v1/companies/{company}/hours", { params: { path: { company } } })),
  });
  const path = { company, schedule: name };
  const done = {
    onSuccess: () => void client.invalidateQueries({ queryKey: key }),
    onError: (error: Error) => void message.error(errorWords(error).detail),
  };
  const set = useMutation({
    mutationFn: (what: string) =>
      api.PUT("/api/v1/companies/{company}/hours/{schedule}/override", {
        params: { path },
        body: { what, until, why: "" },
      }),
    ...done,
  });
  const revoke = useMutation({
    mutationFn: () =>
      api.DELETE("/api/v1/companies/{company}/hours/{schedule}/override", { params: { path } }),
    ...done,
  });
  const now = query.data?.find((one) => one.schedule === name);
  if (!may) return null;
  const isKnown = query.isPending || now;
  const override = now?.override;
  const ends = override?.ends ? t.untilWhen(untilWords(override.ends, locale)) : "";
  return (
    <div className="panel-card override-card">
      <h2>{t.title}</h2>
      {!isKnown ? (
        <p className="muted">{t.unpublished}</p>
      ) : override ? (
        <Alert
          type="warning"
          showIcon
          title={
            t.holds(t.what[override.kind] ?? override.exception ?? override.kind, override.who) +
            ends
          }
          description={
            <Button loading={revoke.isPending} onClick={() => revoke.mutate()}>
              {t.revoke}
            </Button>
          }
        />
      ) : (
        <>
          <p className="field-help">{t.help}</p>
          <div className="override">
            <Button
              disabled={!now || now.open}
              loading={set.isPending}
              onClick={() => set.mutate("open")}
            >
              {t.open}
            </Button>
            <Button
              disabled={!now?.open}
              loading={set.isPending}
              onClick={() => set.mutate("closed")}
            >
              {t.close}
            </Button>
          </div>
          <span className="field-label">{t.until}</span>
          <Select<Until>
            aria-label={t.until}
            value={until}
            style={{ width: "100%" }}
            options={(["boundary", "revoked"] as const).map((value) => ({
              value: value as Until,
              label: t.ends[value],
            }))}
            onChange={setUntil}
          />
        </>
      )}
    </div>
  );
}
