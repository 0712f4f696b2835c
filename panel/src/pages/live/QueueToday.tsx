import { count, percent } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { isBelow, type Today } from "./level";
import type { LiveQueue } from "./state";
import { liveWords } from "./words";

/** Both service levels of a queue today by the names of their formulas, and what is wanted. */
export function QueueToday({ today, target }: { today: Today; target: LiveQueue["target"] }) {
  const t = useWords(liveWords);
  const locale = useLocale();
  if (today.joined === 0) return <p className="muted quiet">{t.today.nobody}</p>;
  const below = isBelow(today, target);
  return (
    <dl className="queue-today">
      <div>
        <dt>{t.today.answered}</dt>
        <dd className="num">
          {t.today.outOf(count(today.answered, locale), count(today.joined, locale))}
        </dd>
      </div>
      {target && (
        <>
          <div title={t.today.ofAllHelp}>
            <dt>{t.today.ofAll(target.within)}</dt>
            <dd className={`num ${today.ofAll === null ? "" : below ? "level below" : "level"}`}>
              {percent(today.ofAll, locale)}
              <span>{below ? t.today.below(target.percent) : t.today.target(target.percent)}</span>
            </dd>
          </div>
          <div title={t.today.ofAnsweredHelp}>
            <dt>{t.today.ofAnswered(target.within)}</dt>
            <dd className="num">{percent(today.ofAnswered, locale)}</dd>
          </div>
        </>
      )}
    </dl>
  );
}
