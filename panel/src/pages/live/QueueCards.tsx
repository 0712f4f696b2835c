import { clock, phone } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { EmptyState } from "../../ui/states";
import type { Today } from "./level";
import { QueueToday } from "./QueueToday";
import { longestWait, type Live, type LiveQueue } from "./state";
import { secondsSince, useNow } from "./useLive";
import { useToday } from "./useToday";
import { liveWords } from "./words";

/** Every queue with who waits in it, in their places. */
export function QueueCards({ live }: { live: Live }) {
  const t = useWords(liveWords);
  const queues = Object.values(live.queues);
  const today = useToday(live);
  return (
    <section className="live-section">
      <h2>{t.queues}</h2>
      {queues.length === 0 && (
        <div className="list-card">
          <EmptyState title={t.noQueues} detail={t.noQueuesDetail} />
        </div>
      )}
      <div className="queue-cards">
        {queues.map((queue) => (
          <QueueCard key={queue.name} queue={queue} live={live} today={today[queue.name]} />
        ))}
      </div>
    </section>
  );
}

function QueueCard(props: { queue: LiveQueue; live: Live; today: Today | undefined }) {
  const { queue, live, today } = props;
  const t = useWords(liveWords);
  const locale = useLocale();
  const now = useNow();
  const name = (extension: string) => live.people[extension]?.name ?? extension;
  return (
    <article className={queue.waiting.length > 0 ? "queue-card busy" : "queue-card"}>
      <header>
        <h3>{queue.title}</h3>
        <span className="queue-count num">{queue.waiting.length}</span>
      </header>
      <p className="muted">
        {t.available(queue.available)}
        {queue.waiting.length > 0 && (
          <span className="num">
            {" · "}
            {t.longest} {clock(longestWait(queue, now))}
          </span>
        )}
      </p>
      {queue.waiting.length === 0 && <p className="muted quiet">{t.nobodyWaits}</p>}
      <ol className="waiting">
        {queue.waiting.slice(0, 12).map((one) => (
          <li key={one.call}>
            <span className="num place">{one.place}</span>
            <span className="waiting-who">
              {one.caller_name || phone(one.caller, locale)}
              {one.rings.length > 0 && (
                <span className="muted"> {t.rings(one.rings.map(name).join(", "))}</span>
              )}
            </span>
            <span className="num">{clock(secondsSince(one.since, now))}</span>
          </li>
        ))}
      </ol>
      {today && <QueueToday today={today} target={queue.target} />}
    </article>
  );
}
