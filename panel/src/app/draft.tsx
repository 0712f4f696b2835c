/** The one draft of the company, shared by every page that changes it. */
import { createContext, useContext, useEffect, useMemo, type ReactNode } from "react";
import { useStore } from "zustand";
import { createDraft, type DraftState, type DraftStore } from "../document/draft";
import { draftServer } from "../document/server";
import { ErrorState, Loading } from "../ui/states";
import { useWords } from "../i18n/words";
import { editorWords } from "../pages/editor/words";
import { subscribe } from "../api/live";

const Draft = createContext<DraftStore | null>(null);

/** Holds the draft while somebody is signed in; it is loaded when a page first asks for it. */
export function DraftProvider(props: { company: string; children: ReactNode }) {
  const store = useMemo(() => createDraft(draftServer(props.company)), [props.company]);
  useEffect(() => () => store.getState().stop(), [store]);

  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      const { saving } = store.getState();
      if (saving === "saved") return;
      void store.getState().flush();
      event.preventDefault();
    };
    addEventListener("beforeunload", leave);
    return () => removeEventListener("beforeunload", leave);
  }, [store]);

  useEffect(
    () =>
      subscribe(
        (events) => {
          const isOurs = ({ kind }: { kind: string }) =>
            kind.startsWith("draft.") || kind === "document.published";
          const { phase, saving, load } = store.getState();
          if (phase === "ready" && saving === "saved" && events.some(isOurs)) void load();
        },
        () => {
          const { phase, saving, load } = store.getState();
          if (phase === "ready" && saving === "saved") void load();
        },
      ),
    [store],
  );

  return <Draft.Provider value={store}>{props.children}</Draft.Provider>;
}

export function useDraftStore(): DraftStore {
  const store = useContext(Draft);
  if (!store) throw new Error("There is no draft outside a company");
  return store;
}

export function useDraft<T>(select: (state: DraftState) => T): T {
  return useStore(useDraftStore(), select);
}

/** Loads the draft and shows its children once it is there. */
export function WithDraft({ children }: { children: ReactNode }) {
  const store = useDraftStore();
  const phase = useDraft((state) => state.phase);
  const error = useDraft((state) => state.error);
  const t = useWords(editorWords);
  useEffect(() => {
    if (store.getState().phase !== "ready") void store.getState().load();
  }, [store]);
  if (phase === "failed") {
    return <ErrorState error={error} retry={() => void store.getState().load()} />;
  }
  if (phase === "loading") return <Loading text={t.loading} />;
  return children;
}
