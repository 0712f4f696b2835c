/** Names of colleagues and queues as published, for pages that show calls. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, data } from "../api/client";
import { useCompany } from "./session";

/** The name of an internal number; "" for any other. */
export type NameOf = (extension: string) => string;

export function useColleagues() {
  const company = useCompany();
  const query = useQuery({
    queryKey: ["people", company],
    staleTime: 60_000,
    queryFn: () =>
      data(api.GET("/api/v1/companies/{company}/people", { params: { path: { company } } })),
  });
  const titles = useQuery({
    queryKey: ["queues", company],
    staleTime: 60_000,
    queryFn: () =>
      data(api.GET("/api/v1/companies/{company}/queues", { params: { path: { company } } })),
  });
  return useMemo(() => {
    const people = query.data ?? [];
    const names = new Map(people.map((one) => [one.extension, one.name]));
    const queues = titles.data ?? [];
    const titleOf = new Map(queues.map((one) => [one.name, one.title]));
    /** A queue that is gone is called as the records call it. */
    const queueName = (name: string) => titleOf.get(name) ?? name;
    const nameOf: NameOf = (extension) => names.get(extension) ?? "";
    return { people, queues, nameOf, queueName };
  }, [query.data, titles.data]);
}
