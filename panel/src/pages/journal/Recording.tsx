import { api, data } from "../../api/client";
import { useCompany } from "../../app/session";
import { useWords } from "../../i18n/words";
import { Sound } from "../../ui/Sound";
import { journalWords } from "./words";

/** The sound of one leg. */
export function Recording({ call, leg }: { call: string; leg: string }) {
  const t = useWords(journalWords);
  const company = useCompany();
  const load = () =>
    data(
      api.GET("/api/v1/companies/{company}/calls/{call}/recording", {
        params: { path: { company, call }, query: { leg } },
        parseAs: "blob",
      }) as unknown as Promise<{ data?: Blob; response: Response }>,
    );
  return (
    <section className="panel-card">
      <h2>{t.recording}</h2>
      <Sound load={load} label={t.recording} />
    </section>
  );
}
