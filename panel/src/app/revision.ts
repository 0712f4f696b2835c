/** A company as it was in one revision, or as it is live. */
import { useQuery } from "@tanstack/react-query";
import { api, data } from "../api/client";

/** The document of a revision; a call without one is of the live one. */
export function useRevision(company: string, number: number | null) {
  return useQuery({
    queryKey: ["revision", company, number],
    staleTime: number === null ? 10_000 : Infinity,
    queryFn: async () => {
      if (number === null) {
        const live = api.GET("/api/v1/companies/{company}/document", {
          params: { path: { company } },
        });
        return (await data(live)).document;
      }
      const old = api.GET("/api/v1/companies/{company}/revisions/{number}", {
        params: { path: { company, number } },
      });
      return (await data(old)).document;
    },
  });
}
