import { useWords } from "../../i18n/words";
import type { LivePerson } from "./state";
import { liveWords } from "./words";

/** What one sees of a person at a glance, and what it means for callers. */
export function personState(person: LivePerson): "free" | "busy" | "away" | "off" {
  if (["talking", "busy", "ringing", "wrap_up"].includes(person.activity)) return "busy";
  if (!person.registered || person.presence === "logged_out") return "off";
  return person.presence === "ready" ? "free" : "away";
}

export function PersonState({ person }: { person: LivePerson }) {
  const t = useWords(liveWords);
  const state = personState(person);
  const busy = state === "busy" && t.activity[person.activity];
  const presence =
    person.presence === "not_ready" && person.reason_title
      ? `${t.presence.not_ready}: ${person.reason_title}`
      : t.presence[person.presence];
  return (
    <span className={`person-state ${state}`}>
      <span className="dot" aria-hidden />
      {busy || (person.registered ? presence : t.noPhone)}
    </span>
  );
}
