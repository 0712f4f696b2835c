/** Whether the cases pass, and publishing in spite of those that don't. */
import { Alert, Checkbox } from "antd";
import { useWords } from "../i18n/words";
import { publishWords } from "./publishWords";

export function CasesReport(props: {
  running: boolean;
  total: number | null;
  failing: { name: string; faults: string[] }[];
  hasCases: boolean;
  force: boolean;
  onForce: (force: boolean) => void;
}) {
  const t = useWords(publishWords);
  if (!props.hasCases) return <p className="muted publish-part">{t.noCases}</p>;
  if (props.running) return <p className="muted publish-part">{t.casesRunning}</p>;
  if (props.total === null) return null;
  if (props.failing.length === 0) {
    return (
      <p className="publish-part good" role="status">
        ✓ {t.casesPassed(props.total)}
      </p>
    );
  }
  return (
    <Alert
      type="warning"
      showIcon
      className="publish-part"
      title={t.casesFailed(props.failing.length)}
      description={
        <>
          <ul className="plain-list">
            {props.failing.map((one) => (
              <li key={one.name}>
                <strong>{one.name}</strong>: {one.faults.join("; ")}
              </li>
            ))}
          </ul>
          <Checkbox checked={props.force} onChange={(event) => props.onForce(event.target.checked)}>
            {t.force}
          </Checkbox>
        </>
      }
    />
  );
}
