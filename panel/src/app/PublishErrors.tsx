/** What must be corrected first, with the way to the node where it is. */
import { Alert, Button } from "antd";
import { useNavigate } from "react-router";
import type { Problem } from "../document/problems";
import { useWords } from "../i18n/words";
import { publishWords } from "./publishWords";

export function PublishErrors(props: { errors: readonly Problem[]; onClose: () => void }) {
  const t = useWords(publishWords);
  const navigate = useNavigate();
  const { errors, onClose } = props;
  if (errors.length === 0) return null;
  return (
    <Alert
      type="error"
      showIcon
      title={t.problems(errors.length)}
      description={
        <ul className="plain-list">
          {errors.slice(0, 8).map((one, index) => (
            <li key={index}>
              {one.path.length > 3 && one.path[0] === "trees" ? (
                <Button
                  type="link"
                  size="small"
                  onClick={() => {
                    onClose();
                    void navigate(`/trees?tree=${one.path[1]}&node=${one.path[3]}`);
                  }}
                >
                  {String(one.path[3])}
                </Button>
              ) : (
                <strong>{one.path.join(" › ")} </strong>
              )}
              {one.message}
            </li>
          ))}
        </ul>
      }
    />
  );
}
