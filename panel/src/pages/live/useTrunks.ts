/** How the trunks are: no event tells it, so that it is asked for while somebody looks. */
import { useQuery } from "@tanstack/react-query";
import { api, data } from "../../api/client";
import type { components } from "../../api/schema";
import { useCompany } from "../../app/session";

export type TrunkView = components["schemas"]["TrunkView"];

const EVERY = 10_000;

/** Each trunk by its name. */
export function useTrunks(): Readonly<Record<string, TrunkView>> {
  const company = useCompany();
  const query = useQuery({
    queryKey: ["trunks", company],
    refetchInterval: EVERY,
    queryFn: () =>
      data(api.GET("/api/v1/companies/{company}/trunks", { params: { path: { company } } })),
    select: byName,
  });
  return query.data ?? NONE;
}

const NONE = {};

function byName(trunks: readonly TrunkView[]): Record<string, TrunkView> {
  return Object.fromEntries(trunks.map((one) => [one.trunk, one]));
}
