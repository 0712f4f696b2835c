/** The keys of a telephone. What was pressed is shown; each press calls again with it. */
import { Button } from "antd";
import { useWords } from "../../../i18n/words";
import { tryWords } from "./tryWords";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

export function DialPad(props: { pressed: readonly string[]; onPress: (keys: string) => void }) {
  const t = useWords(tryWords);
  return (
    <section className="dial-pad" aria-label={t.keys}>
      <div className="dial-keys">
        {KEYS.map((key) => (
          <button key={key} type="button" onClick={() => props.onPress(key)}>
            {key}
          </button>
        ))}
      </div>
      <div className="dial-side">
        <span className="dial-pressed" aria-live="polite">
          {props.pressed.map((one, index) => (
            <kbd key={index}>{one === "wait" ? "…" : one}</kbd>
          ))}
        </span>
        <Button size="small" onClick={() => props.onPress("wait")}>
          {t.nothing}
        </Button>
        {props.pressed.length > 0 && (
          <Button size="small" type="text" onClick={() => props.onPress("")}>
            {t.clearKeys}
          </Button>
        )}
        <span className="field-help">{t.keysHelp}</span>
      </div>
    </section>
  );
}
