import { useWords } from "../../i18n/words";
import { totals, type Live } from "./state";
import { liveWords } from "./words";

/** The four figures a supervisor looks at first. */
export function TotalsRow({ live }: { live: Live }) {
  const t = useWords(liveWords);
  const now = totals(live);
  return (
    <dl className="totals">
      {(["calls", "waiting", "talking", "ready"] as const).map((name) => (
        <div key={name} className={name === "waiting" && now.waiting > 0 ? "total alert" : "total"}>
          <dt>{t.totals[name]}</dt>
          <dd>{now[name]}</dd>
        </div>
      ))}
    </dl>
  );
}
