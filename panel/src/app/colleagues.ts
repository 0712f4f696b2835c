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
  return useMemo(() => {
    const people = query.data ?? [];
    const names = new Map(people.map((one) => [one.extension, one.name]));
    const queues = [...new Set(people.flatMap((one) => one.queues))];
    const nameOf: NameOf = (extension) => names.get(extension) ?? "";
    return { people, queues, nameOf };
  }, [query.data]);
}
