/** The one draft of the company, shared by every page that changes it. */
import { createContext, use, useContext, useEffect, type ReactNode } from "react";
import { useStore } from "zustand";
import type { DraftState, DraftStore } from "../document/draft";
import { useWords } from "../i18n/words";
import { editorWords } from "../pages/editor/words";
import { ErrorState, Loading } from "../ui/states";
import { useDraftHolder } from "./draftHolder";

const Draft = createContext<DraftStore | null>(null);

/** Its children may use the draft, loaded or not; until its code is there, they wait. */
export function WithDraftStore({ children }: { children: ReactNode }) {
  const store = use(useDraftHolder().get());
  useEffect(() => {
    if (store.getState().phase !== "ready") void store.getState().load();
  }, [store]);
  return <Draft.Provider value={store}>{children}</Draft.Provider>;
}

/** Its children find the draft loaded. */
export function WithDraft({ children }: { children: ReactNode }) {
  return (
    <WithDraftStore>
      <Loaded>{children}</Loaded>
    </WithDraftStore>
  );
}

export function useDraftStore(): DraftStore {
  const store = useContext(Draft);
  if (!store) throw new Error("This page is not within WithDraft");
  return store;
}

export function useDraft<T>(select: (state: DraftState) => T): T {
  return useStore(useDraftStore(), select);
}

function Loaded({ children }: { children: ReactNode }) {
  const store = useDraftStore();
  const phase = useDraft((state) => state.phase);
  const error = useDraft((state) => state.error);
  const t = useWords(editorWords);
  if (phase === "failed") {
    return <ErrorState error={error} retry={() => void store.getState().load()} />;
  }
  if (phase === "loading") return <Loading text={t.loading} />;
  return children;
}
