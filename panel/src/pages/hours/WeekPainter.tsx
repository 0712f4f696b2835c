/** A week one can paint: drag over half hours to open or close them; exact hours beside it. */
import { Input } from "antd";
import { useEffect, useRef, useState } from "react";
import {
  paint,
  parseInterval,
  showInterval,
  showMinute,
  WEEKDAYS,
  type Interval,
  type Week,
  type Weekday,
} from "../../document/week";
import { common } from "../../i18n/common";
import { useWords } from "../../i18n/words";
import { useBuffered } from "../../forms/buffered";
import { hoursWords } from "./words";

const STEP = 30;
const CELLS = Array.from({ length: 48 }, (_, index) => index * STEP);

interface Stroke {
  day: Weekday;
  from: number;
  to: number;
  on: boolean;
}

function isOpen(intervals: readonly Interval[], minute: number): boolean {
  return intervals.some((one) => one.from < minute + STEP && minute < one.to);
}

export function WeekPainter(props: { week: Week; onChange: (week: Week) => void }) {
  const t = useWords(hoursWords);
  const c = useWords(common);
  const [stroke, setStroke] = useState<Stroke | null>(null);
  const latest = useRef({ stroke, props });
  useEffect(() => {
    latest.current = { stroke, props };
  });

  useEffect(() => {
    const finish = () => {
      const { stroke: done, props: now } = latest.current;
      if (!done) return;
      setStroke(null);
      now.onChange(painted(now.week, done));
    };
    addEventListener("pointerup", finish);
    return () => removeEventListener("pointerup", finish);
  }, []);

  const shown = stroke ? painted(props.week, stroke) : props.week;
  return (
    <div className="week">
      <div className="week-head" aria-hidden>
        <span />
        <div className="week-scale">
          {[0, 3, 6, 9, 12, 15, 18, 21].map((hour) => (
            <span key={hour} style={{ left: `${(hour / 24) * 100}%` }}>
              {hour}
            </span>
          ))}
        </div>
        <span />
      </div>
      {WEEKDAYS.map((day, index) => (
        <div className="week-row" key={day}>
          <span className="week-day">{c.weekdays[index]}</span>
          <div className="week-cells" aria-hidden>
            {CELLS.map((minute) => (
              <span
                key={minute}
                className={isOpen(shown[day], minute) ? "cell on" : "cell"}
                title={t.paint(
                  c.weekdays[index] ?? "",
                  showMinute(minute),
                  showMinute(minute + STEP),
                )}
                onPointerDown={(event) => {
                  event.preventDefault();
                  event.currentTarget.releasePointerCapture?.(event.pointerId);
                  const on = !isOpen(props.week[day], minute);
                  setStroke({ day, from: minute, to: minute + STEP, on });
                }}
                onPointerEnter={() =>
                  setStroke((now) => (now ? { ...now, to: minute + STEP } : now))
                }
              />
            ))}
          </div>
          <ExactHours
            label={t.days[index] ?? day}
            intervals={props.week[day]}
            onChange={(intervals) => props.onChange({ ...props.week, [day]: intervals })}
          />
        </div>
      ))}
      <p className="field-help">{t.weekHelp}</p>
    </div>
  );
}

function painted(week: Week, stroke: Stroke): Week {
  const start = Math.min(stroke.from, stroke.to - STEP);
  const end = Math.max(stroke.from + STEP, stroke.to);
  return { ...week, [stroke.day]: paint(week[stroke.day], start, end, stroke.on) };
}

function ExactHours(props: {
  label: string;
  intervals: readonly Interval[];
  onChange: (intervals: Interval[]) => void;
}) {
  const t = useWords(hoursWords);
  const written = props.intervals.map(showInterval).join(", ");
  const parts = (text: string) => text.split(",").filter((one) => one.trim() !== "");
  const text = useBuffered(written, (typed) => {
    const found = parts(typed).map(parseInterval);
    if (found.every((one): one is Interval => one !== null)) props.onChange(found);
  });
  const wrong = parts(text.value).some((one) => parseInterval(one) === null);
  return (
    <Input
      size="small"
      aria-label={`${t.exact}: ${props.label}`}
      title={wrong ? t.exactWrong : t.exactHelp}
      placeholder={t.closed}
      status={wrong ? "error" : ""}
      value={text.value}
      onChange={(event) => text.change(event.target.value)}
      onBlur={text.flush}
    />
  );
}
