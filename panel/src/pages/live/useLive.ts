/** The state of now, for pages: asked for once, kept by events, asked for anew after a gap. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, data } from "../../api/client";
import { subscribe } from "../../api/live";
import { useCompany } from "../../app/session";
import { after, fromSnapshot, type Live } from "./state";

export function useLive() {
  const company = useCompany();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ["live", company],
    queryFn: async () =>
      fromSnapshot(
        await data(api.GET("/api/v1/companies/{company}/live", { params: { path: { company } } })),
      ),
    staleTime: Infinity,
    refetchOnMount: "always",
  });
  useEffect(
    () =>
      subscribe(
        (events) =>
          client.setQueryData<Live>(["live", company], (live) => live && after(live, events)),
        () => void client.invalidateQueries({ queryKey: ["live", company] }),
      ),
    [client, company],
  );
  return query;
}

/** The time, once a second, for what has lasted how long. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

export function secondsSince(since: string | null | undefined, now: number): number | null {
  return since ? Math.max(0, (now - Date.parse(since)) / 1000) : null;
}
