import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { api, data } from "../../api/client";
import { formatTime } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { ErrorState, Loading } from "../../ui/states";
import { browserName } from "./browser";
import { accountWords } from "./words";

const KEY = ["sessions"];

/** Every browser this user is signed in with, each to be ended from here. */
export function SessionsCard() {
  const t = useWords(accountWords);
  const locale = useLocale();
  const client = useQueryClient();
  const query = useQuery({ queryKey: KEY, queryFn: () => data(api.GET("/api/v1/sessions")) });
  const refresh = () => client.invalidateQueries({ queryKey: KEY });
  const end = useMutation({
    mutationFn: (session: string) =>
      api.DELETE("/api/v1/sessions/{session}", { params: { path: { session } } }),
    onSettled: refresh,
  });
  const endOthers = useMutation({
    mutationFn: () => api.DELETE("/api/v1/sessions"),
    onSettled: refresh,
  });
  return (
    <section className="panel-card">
      <h2>{t.sessions}</h2>
      {query.isPending && <Loading />}
      {query.isError && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data?.map((one) => (
        <div key={one.id} className="session-row">
          <div>
            <strong>{browserName(one.user_agent) || t.unknownBrowser}</strong>{" "}
            {one.current && <Tag color="green">{t.here}</Tag>}
            <div className="muted">
              {one.address} · {t.seen} {formatTime(one.seen, locale)}
            </div>
          </div>
          {!one.current && (
            <Button size="small" onClick={() => end.mutate(one.id)}>
              {t.end}
            </Button>
          )}
        </div>
      ))}
      {(query.data?.length ?? 0) > 1 && (
        <Button loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
          {t.endOthers}
        </Button>
      )}
    </section>
  );
}
