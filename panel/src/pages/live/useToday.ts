/** Today's figures of the queues, asked for anew each minute while somebody looks. */
import { useQueries } from "@tanstack/react-query";
import { api, data } from "../../api/client";
import { useCompany, useMay } from "../../app/session";
import { midnightOf } from "../../document/days";
import { dayOf } from "../../i18n/clock";
import { limitsOf, todayOf, type Today } from "./level";
import type { Live } from "./state";

/** Milliseconds between two looks: a report reads the whole day's calls. */
const EVERY = 60_000;

/** Of each queue by its name; none for those who may not read reports. */
export function useToday(live: Live): Readonly<Record<string, Today>> {
  const company = useCompany();
  const may = useMay("reports:read");
  const queues = Object.values(live.queues);
  const limits = limitsOf(queues);
  return useQueries({
    queries: limits.map((within) => ({
      queryKey: ["today", company, within],
      enabled: may,
      refetchInterval: EVERY,
      queryFn: () => reportOf(company, within),
    })),
    combine: (answers) => {
      const found: Record<string, Today> = {};
      for (const { name, target } of queues) {
        const report = target && answers[limits.indexOf(target.within)]?.data;
        const today = todayOf(report?.queues[name]);
        if (today) found[name] = today;
      }
      return found;
    },
  });
}

function reportOf(company: string, within: number) {
  const now = Date.now();
  const query = {
    since: midnightOf(dayOf(now)),
    // A period may not be empty: at midnight sharp it would be.
    until: new Date(now + 1000).toISOString(),
    within,
  };
  return data(
    api.GET("/api/v1/companies/{company}/reports/queues", {
      params: { path: { company }, query },
    }),
  );
}
