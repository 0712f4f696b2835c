/** Why it was not published; what somebody else has published meanwhile. */
import { Alert } from "antd";
import { isProblem } from "../api/problem";
import { useWords } from "../i18n/words";
import { useErrorWords } from "../ui/states";
import { publishWords } from "./publishWords";

export function PublishProblem({ error }: { error: Error }) {
  const t = useWords(publishWords);
  const words = useErrorWords()(error);
  const meanwhile = isProblem(error, "published-meanwhile") ? error.body.changes : null;
  const changes = Array.isArray(meanwhile) ? (meanwhile as { words: string }[]) : [];
  return (
    <Alert
      type="error"
      showIcon
      className="publish-part"
      title={words.title}
      description={
        <>
          {words.detail}
          {changes.length > 0 && (
            <>
              <p>{t.conflict}</p>
              <ul className="plain-list">
                {changes.slice(0, 10).map((one, index) => (
                  <li key={index}>{one.words}</li>
                ))}
              </ul>
            </>
          )}
        </>
      }
    />
  );
}
