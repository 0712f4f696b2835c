/** Differences in words, grouped by what they are about. */
import { useWords } from "../i18n/words";
import { publishWords } from "./publishWords";

interface Change {
  kind: string;
  words: string;
}

const MARKS: Record<string, string> = { added: "+", removed: "−", changed: "≠" };

export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const t = useWords(publishWords);
  if (changes.length === 0) return <p className="muted publish-part">{t.nothing}</p>;
  return (
    <section className="publish-part">
      <h3>{t.changes(changes.length)}</h3>
      <ul className="change-list" tabIndex={0}>
        {changes.map((one, index) => (
          <li key={index} className={one.kind}>
            <span aria-hidden>{MARKS[one.kind] ?? "•"}</span>
            {one.words}
          </li>
        ))}
      </ul>
    </section>
  );
}
