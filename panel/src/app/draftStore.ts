/** Opens a company's draft and keeps it in step with what others do and which language is read. */
import { subscribe } from "../api/live";
import { createDraft, type DraftStore } from "../document/draft";
import { draftServer } from "../document/server";
import { useLocaleState } from "../i18n/locale";

export function openDraft(company: string): DraftStore {
  const store = createDraft(draftServer(company));

  const reload = () => {
    const { phase, saving, load } = store.getState();
    if (phase === "ready" && saving === "saved") void load();
  };
  subscribe((events) => {
    const ours = ({ kind }: { kind: string }) =>
      kind.startsWith("draft.") || kind === "document.published";
    if (events.some(ours)) reload();
  }, reload);

  useLocaleState.subscribe((now, before) => {
    if (now.locale !== before.locale) void store.getState().recheck();
  });

  addEventListener("beforeunload", (event) => {
    if (store.getState().saving === "saved") return;
    void store.getState().flush();
    event.preventDefault();
  });
  return store;
}
