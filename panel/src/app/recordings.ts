/** The recordings of the company, for their page and for pickers. */
import { useQuery } from "@tanstack/react-query";
import { api, data } from "../api/client";
import { everyPage, WHOLE } from "../ui/pages";

export function recordingsKey(company: string) {
  return ["recordings", company];
}

export function useRecordings(company: string) {
  return useQuery({
    queryKey: recordingsKey(company),
    queryFn: () =>
      everyPage((cursor) =>
        data(
          api.GET("/api/v1/companies/{company}/prompts/uploads", {
            params: { path: { company }, query: { limit: WHOLE, cursor } },
          }),
        ),
      ),
  });
}
