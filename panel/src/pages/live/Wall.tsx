/** For a big screen: a few figures, legible at four metres. */
import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useEffect } from "react";
import { useNavigate } from "react-router";
import { useConnection } from "../../api/live";
import { appWords } from "../../app/words";
import { clock, formatTime, percent } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { useTitle } from "../../ui/page";
import { PersonState, personState } from "./PersonState";
import { isBelow, type Today } from "./level";
import { longestWait, totals, type Live, type LiveQueue } from "./state";
import { lasts, useNow } from "./useLive";
import { useToday } from "./useToday";
import { liveWords } from "./words";

const ORDER = { free: 0, busy: 1, away: 2, off: 3 };

export function Wall({ live }: { live: Live }) {
  const t = useWords(liveWords);
  const a = useWords(appWords);
  const locale = useLocale();
  const now = useNow();
  const navigate = useNavigate();
  const { connection } = useConnection();
  useTitle(t.title);
  useEffect(() => {
    const leave = (event: KeyboardEvent) => event.key === "Escape" && void navigate("/live");
    addEventListener("keydown", leave);
    return () => removeEventListener("keydown", leave);
  }, [navigate]);
  const today = useToday(live);
  const sums = totals(live);
  const people = Object.values(live.people)
    .filter((one) => one.queues.length > 0)
    .sort((x, y) => ORDER[personState(x)] - ORDER[personState(y)]);
  return (
    <div className="wall">
      <header>
        <span className="wall-clock num">{formatTime(now, locale, "time")}</span>
        {connection === "lost" && <span className="wall-lost">{a.connection.lost}</span>}
        <Button
          type="text"
          icon={<CloseOutlined />}
          aria-label={t.leaveWall}
          onClick={() => void navigate("/live")}
        />
      </header>
      <dl className="wall-totals">
        {(["waiting", "talking", "ready"] as const).map((name) => (
          <div key={name} className={name === "waiting" && sums.waiting > 0 ? "alert" : ""}>
            <dd className="num">{sums[name]}</dd>
            <dt>{t.totals[name]}</dt>
          </div>
        ))}
      </dl>
      <div className="wall-body">
        <div className="wall-queues">
          {Object.values(live.queues).map((queue) => (
            <div
              key={queue.name}
              className={queue.waiting.length > 0 ? "wall-queue alert" : "wall-queue"}
            >
              <span>{queue.title}</span>
              <span className="num">{queue.waiting.length}</span>
              <WallLevel today={today[queue.name]} target={queue.target} />
              <span className="num wall-wait">
                {queue.waiting.length > 0 ? clock(longestWait(queue, now)) : ""}
              </span>
            </div>
          ))}
        </div>
        <div className="wall-people">
          {people.map((one) => (
            <div key={one.extension}>
              <span>{one.name}</span>
              <PersonState person={one} />
              <span className="num wall-since">{clock(lasts(one, now))}</span>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

function WallLevel(props: { today: Today | undefined; target: LiveQueue["target"] }) {
  const t = useWords(liveWords);
  const locale = useLocale();
  const { today, target } = props;
  if (!today || today.ofAll === null || target === null) return <span className="wall-level" />;
  const below = isBelow(today, target);
  return (
    <span className={below ? "wall-level below" : "wall-level"}>
      {percent(today.ofAll, locale)}{" "}
      <small>{below ? t.today.below(target.percent) : t.today.inTime(target.within)}</small>
    </span>
  );
}
