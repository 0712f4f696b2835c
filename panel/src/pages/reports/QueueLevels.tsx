/** How well the queues were served: who waited, who was answered in time, who gave up. */
import { useQuery } from "@tanstack/react-query";
import { api, data } from "../../api/client";
import { useColleagues } from "../../app/colleagues";
import { useCompany } from "../../app/session";
import { clock, count, percent } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { bilingual, useWords } from "../../i18n/words";
import { DataTable } from "../../ui/DataTable";
import { ErrorState } from "../../ui/states";
import { queryOf, type Span } from "./numbers";

const levelWords = bilingual(
  {
    title: "Queues: service level",
    queue: "Queue",
    joined: "Came",
    answered: "Answered",
    abandoned: "Gave up",
    level: "In time",
    within: (seconds: number) => `within ${seconds} s`,
    longest: "Longest wait",
  },
  {
    title: "Очереди: уровень обслуживания",
    queue: "Очередь",
    joined: "Пришли",
    answered: "Отвечено",
    abandoned: "Не дождались",
    level: "Вовремя",
    within: (seconds: number) => `за ${seconds} с`,
    longest: "Дольше всех ждали",
  },
);

export function QueueLevels({ span }: { span: Span }) {
  const t = useWords(levelWords);
  const locale = useLocale();
  const company = useCompany();
  const { queueName } = useColleagues();
  const query = useQuery({
    queryKey: ["queue-report", company, span.first, span.last],
    queryFn: () =>
      data(
        api.GET("/api/v1/companies/{company}/reports/queues", {
          params: {
            path: { company },
            query: queryOf(span),
          },
        }),
      ),
  });
  if (query.isError) return <ErrorState error={query.error} />;
  const rows = Object.entries(query.data?.queues ?? {});
  if (rows.length === 0) return null;
  const figure = (row: (typeof rows)[number], name: string) => {
    const value = row[1][name];
    return typeof value === "number" ? value : null;
  };
  return (
    <section className="live-section">
      <h2>{t.title}</h2>
      <div className="list-card">
        <DataTable
          label={t.title}
          rows={rows}
          rowKey={([name]) => name}
          empty={null}
          columns={[
            {
              key: "queue",
              title: t.queue,
              sort: ([name]) => queueName(name),
              render: ([name]) => queueName(name),
            },
            ...(["joined", "answered", "abandoned"] as const).map((name) => ({
              key: name,
              title: t[name],
              align: "right" as const,
              sort: (row: (typeof rows)[number]) => figure(row, name),
              render: (row: (typeof rows)[number]) => count(figure(row, name) ?? 0, locale),
            })),
            {
              key: "level",
              title: t.level,
              align: "right",
              sort: (row) => figure(row, "service_level_of_all"),
              render: (row) => (
                <>
                  {percent(figure(row, "service_level_of_all"), locale)}{" "}
                  <span className="muted">{t.within(figure(row, "within") ?? 20)}</span>
                </>
              ),
            },
            {
              key: "longest",
              title: t.longest,
              align: "right",
              sort: (row) => figure(row, "longest_wait"),
              render: (row) => clock(figure(row, "longest_wait")),
            },
          ]}
        />
      </div>
    </section>
  );
}
