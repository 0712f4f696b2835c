/**
 * Who has the draft: opened when a page first asks for it, since reading and writing documents is
 * code that the first page does not wait for.
 */
import { createContext, useContext, useEffect, useMemo, type ReactNode } from "react";
import type { DraftStore } from "../document/draft";

export interface DraftHolder {
  get: () => Promise<DraftStore>;
}

const Holder = createContext<DraftHolder | null>(null);

export function DraftHolderProvider(props: { company: string; children: ReactNode }) {
  const { company } = props;
  const holder = useMemo(() => {
    let opened: Promise<DraftStore> | null = null;
    return {
      get: () => (opened ??= import("./draftStore").then((module) => module.openDraft(company))),
      close: () => void opened?.then((store) => store.getState().stop()),
    };
  }, [company]);
  useEffect(() => holder.close, [holder]);
  return <Holder.Provider value={holder}>{props.children}</Holder.Provider>;
}

export function useDraftHolder(): DraftHolder {
  const holder = useContext(Holder);
  if (!holder) throw new Error("There is no draft outside a company");
  return holder;
}
