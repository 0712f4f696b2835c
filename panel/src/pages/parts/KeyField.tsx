/** The name by which the document knows an entry; with it everything that names it changes. */
import { Input } from "antd";
import { useId } from "react";
import { useDraft, useDraftStore } from "../../app/draft";
import { entriesOf, renameEntry, SHAPES, type PartName } from "../../document/parts";
import { useBuffered } from "../../forms/buffered";
import { useWords } from "../../i18n/words";
import { partWords } from "./words";

const NAME = /^[\p{L}][\p{L}\p{N}_-]{0,59}$/u;

export function KeyField(props: {
  part: PartName;
  name: string;
  onRenamed: (name: string) => void;
}) {
  const { part, name } = props;
  const t = useWords(partWords);
  const id = useId();
  const draft = useDraftStore();
  const data = useDraft((state) => state.data);
  const text = useBuffered(name, () => undefined);
  const taken = entriesOf(data, SHAPES[part]).some(
    (one) => one.key === text.value && one.key !== name,
  );
  const wrong = !NAME.test(text.value) || taken;
  const rename = () => {
    if (wrong || text.value === name) return;
    draft.getState().change(renameEntry(data, part, name, text.value));
    props.onRenamed(text.value);
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {t.name}
      </label>
      <Input
        id={id}
        value={text.value}
        status={wrong ? "error" : ""}
        onChange={(event) => text.change(event.target.value)}
        onBlur={rename}
        onPressEnter={rename}
      />
      <div className={wrong ? "field-problem error" : "field-help"}>
        {wrong ? t.nameWrong : t.nameHelp}
      </div>
    </div>
  );
}
