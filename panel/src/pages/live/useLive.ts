/** The state of now, for pages: asked for once, kept by events, asked for anew after a gap. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { api, data } from "../../api/client";
import { isLater } from "../../api/history";
import { since, subscribe } from "../../api/live";
import { useCompany } from "../../app/session";
import {
  after,
  fromSnapshot,
  namesOf,
  sameNames,
  type Live,
  type LivePerson,
  type Names,
} from "./state";

export function useLive() {
  const company = useCompany();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ["live", company],
    queryFn: () => asked(company),
    staleTime: Infinity,
    refetchOnMount: "always",
  });
  useEffect(() => {
    const key = ["live", company];
    const again = () => void client.invalidateQueries({ queryKey: key });
    return subscribe(
      (events) => client.setQueryData<Live>(key, (live) => live && after(live, events)),
      again,
      (last) => {
        // What happened between our question and the channel's beginning has reached nobody.
        const live = client.getQueryData<Live>(key);
        if (live && isLater(last, live.upTo)) again();
      },
    );
  }, [client, company]);
  return query;
}

/** What the server knows, and what has happened while its answer was on its way. */
async function asked(company: string): Promise<Live> {
  const path = { company };
  const view = await data(api.GET("/api/v1/companies/{company}/live", { params: { path } }));
  return after(fromSnapshot(view), since(view.last_event) ?? []);
}

/** The names of people and queues; the same object until one changes. */
export function useNames(live: Live): Names {
  const found = useMemo(() => namesOf(live), [live]);
  const [kept, keep] = useState(found);
  const names = sameNames(kept, found);
  if (names !== kept) keep(names);
  return names;
}

let now = Date.now();
let ticking: ReturnType<typeof setInterval> | undefined;
const watching = new Set<() => void>();

/** One clock for everything that is shown: a hundred of their own would be a hundred drawings. */
function watch(told: () => void): () => void {
  watching.add(told);
  if (ticking === undefined) now = Date.now();
  ticking ??= setInterval(() => {
    now = Date.now();
    for (const one of watching) one();
  }, 1000);
  return () => {
    watching.delete(told);
    if (watching.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

/** The time, once a second, for what has lasted how long. */
export function useNow(): number {
  return useSyncExternalStore(watch, () => now);
}

export function secondsSince(since: string | null | undefined, now: number): number | null {
  return since ? Math.max(0, (now - Date.parse(since)) / 1000) : null;
}

/** For how many seconds somebody has been in the state that is shown of them. */
export function lasts(person: LivePerson, now: number): number | null {
  const since = person.activity === "idle" ? person.presence_since : person.activity_since;
  return secondsSince(since ?? person.activity_since, now);
}
