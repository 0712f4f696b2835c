/** Every company of the server, as the operator sees them. */
import { useQuery } from "@tanstack/react-query";
import { api, data } from "../../api/client";
import { everyPage, WHOLE } from "../../ui/pages";

export function useCompanies(refetchInterval: number | false = false) {
  return useQuery({
    queryKey: ["companies"],
    refetchInterval,
    queryFn: () =>
      everyPage((cursor) =>
        data(api.GET("/api/v1/companies", { params: { query: { limit: WHOLE, cursor } } })),
      ),
  });
}
