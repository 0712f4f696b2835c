import { useWords } from "../../i18n/words";
import type { Live } from "./state";
import { liveWords } from "./words";

/** How full the trunks are, and whom they had no room for. */
export function TrunksCard({ live }: { live: Live }) {
  const t = useWords(liveWords);
  if (live.trunks.length === 0) return null;
  return (
    <section className="live-section">
      <h2>{t.trunks}</h2>
      <div className="panel-card trunks">
        {live.trunks.map((one) => {
          const share = one.max_calls ? Math.min(1, one.calls / one.max_calls) : 0;
          return (
            <div key={one.name} className="trunk">
              <span>{one.name}</span>
              <span className="muted num">{t.trunkLoad(one.calls, one.max_calls)}</span>
              {one.max_calls !== null && (
                <span className={share > 0.85 ? "meter full" : "meter"} aria-hidden>
                  <span style={{ width: `${share * 100}%` }} />
                </span>
              )}
              {one.refused > 0 && (
                <span className="field-problem error">{t.refused(one.refused)}</span>
              )}
            </div>
          );
        })}
      </div>
    </section>
  );
}
