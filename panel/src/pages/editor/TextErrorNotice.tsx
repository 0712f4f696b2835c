/** Above the drawing while its text can't be read: where, why, and the way there. */
import { Alert, Button } from "antd";
import { useDraft } from "../../app/draft";
import { faultOf, textErrorWords } from "../../document/textErrorWords";
import { useWords } from "../../i18n/words";
import { useEditor } from "./state";
import { editorWords } from "./words";

export function TextErrorNotice() {
  const t = useWords(editorWords);
  const faults = useWords(textErrorWords);
  const error = useDraft((state) => state.textError);
  if (!error) return null;
  return (
    <Alert
      banner
      type="error"
      title={t.textBroken(error.line)}
      description={`${faultOf(error, faults)} ${t.textBrokenDetail}`}
      action={
        <Button size="small" onClick={() => useEditor.setState({ textOpen: true })}>
          {t.text}
        </Button>
      }
    />
  );
}
