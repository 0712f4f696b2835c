import { useWords } from "../../i18n/words";
import type { Live } from "./state";
import { useTrunks, type TrunkView } from "./useTrunks";
import { liveWords } from "./words";

/** How the trunks are, how full, and whom they had no room for. */
export function TrunksCard({ live }: { live: Live }) {
  const t = useWords(liveWords);
  const states = useTrunks();
  if (live.trunks.length === 0) return null;
  return (
    <section className="live-section">
      <h2>{t.trunks}</h2>
      <div className="panel-card trunks">
        {live.trunks.map((one) => {
          const state = states[one.name];
          const share = one.max_calls ? Math.min(1, one.calls / one.max_calls) : 0;
          return (
            <div key={one.name} className="trunk">
              <span className="trunk-name">
                {one.name}
                {state && <State trunk={state} />}
              </span>
              <span className="muted num">{t.trunkLoad(one.calls, one.max_calls)}</span>
              {one.max_calls !== null && (
                <span className={share > 0.85 ? "meter full" : "meter"} aria-hidden>
                  <span style={{ width: `${share * 100}%` }} />
                </span>
              )}
              {state && state.state !== "ready" && state.last_error && (
                <span className="field-problem warning">{t.lastError(state.last_error)}</span>
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

const LOOKS = { ready: "free", trying: "off", degraded: "away", down: "busy" } as const;

function State({ trunk }: { trunk: TrunkView }) {
  const t = useWords(liveWords);
  return (
    <span className={`person-state ${LOOKS[trunk.state]}`}>
      <span className="dot" aria-hidden />
      {t.trunkState[trunk.state]}
      {trunk.registered === false && `, ${t.unregistered}`}
    </span>
  );
}
