/** How the server is: every part, load, memory and disk. */
import { CheckCircleFilled, CloseCircleFilled } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { api, data } from "../../api/client";
import { count, formatTime, megabytes } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { DataTable } from "../../ui/DataTable";
import { Page } from "../../ui/page";
import { ErrorState, Loading } from "../../ui/states";
import { operatorWords } from "./words";

export default function HealthPage() {
  const t = useWords(operatorWords);
  const locale = useLocale();
  const query = useQuery({
    queryKey: ["health"],
    refetchInterval: 5000,
    queryFn: () => data(api.GET("/api/v1/operator/health")),
  });
  return (
    <Page title={t.health} about={t.aboutHealth}>
      {query.isPending && <Loading />}
      {query.isError && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <>
          <dl className="totals">
            {(
              [
                [t.companies, count(query.data.companies, locale)],
                [t.calls, count(query.data.calls, locale)],
                [t.registered, count(query.data.registered, locale)],
                [t.load, count(Math.round((query.data.load[0] ?? 0) * 100) / 100, locale)],
                [t.memory, megabytes(query.data.memory_used, locale)],
                [t.disk, megabytes(query.data.disk_free, locale)],
              ] as const
            ).map(([name, value]) => (
              <div className="total" key={name}>
                <dt>{name}</dt>
                <dd className="total-small">{value}</dd>
              </div>
            ))}
          </dl>
          <div className="list-card">
            <DataTable
              label={t.part}
              rows={query.data.parts}
              rowKey={(part) => part.name}
              empty={null}
              columns={[
                {
                  key: "ok",
                  title: t.part,
                  render: (part) => (
                    <span className={part.ok ? "good" : "field-problem error"}>
                      {part.ok ? <CheckCircleFilled /> : <CloseCircleFilled />}{" "}
                      <span className="part-name">{t.parts[part.name] ?? part.name}</span> —{" "}
                      {part.ok ? t.ok : t.bad}
                    </span>
                  ),
                },
                {
                  key: "detail",
                  title: t.figure,
                  render: (part) => (
                    <span className="muted">
                      {[
                        part.detail,
                        ...Object.entries(part.figures ?? {}).map(
                          ([name, value]) =>
                            t.figures[name]?.(value) ??
                            `${name.replaceAll("_", " ")} ${count(value, locale)}`,
                        ),
                      ]
                        .filter(Boolean)
                        .join(" · ")}
                    </span>
                  ),
                },
              ]}
            />
          </div>
          <p className="muted list-note">
            Ringtree {query.data.version} · {t.started}{" "}
            {formatTime(query.data.started, locale, "full")} · {t.of(query.data.processors)}
          </p>
        </>
      )}
    </Page>
  );
}
