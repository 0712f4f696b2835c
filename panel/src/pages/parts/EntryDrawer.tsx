/** One entry of a part: its name, its form, what uses it, and the way out. */
import { Drawer } from "antd";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { useFormContext } from "../../app/catalogue";
import { useDraft, useDraftStore } from "../../app/draft";
import type { Catalogue } from "../../document/catalogue";
import type { JsonSchema } from "../../document/nodes";
import { entryAt, SHAPES, type Entry, type PartName } from "../../document/parts";
import { problemsAt } from "../../document/problems";
import { words } from "../../document/text";
import { SchemaForm } from "../../forms/SchemaForm";
import { useWords } from "../../i18n/words";
import { KeyField } from "./KeyField";
import { Uses } from "./Uses";
import { partWords } from "./words";

interface DrawerProps {
  part: PartName;
  schema: JsonSchema;
  catalogue: Catalogue;
  open: string | null;
  onOpen: (key: string | null) => void;
  extra?: (key: string) => ReactNode;
}

export function EntryDrawer(props: DrawerProps) {
  const t = useWords(partWords);
  const data = useDraft((state) => state.data);
  const entry = props.open === null ? undefined : entryAt(data, SHAPES[props.part], props.open);
  const title = entry ? words(entry.value.title ?? entry.value.name) || entry.key : "";
  return (
    <Drawer
      open={entry !== undefined}
      size={500}
      title={`${t.parts[props.part].one}: ${title}`}
      onClose={() => props.onOpen(null)}
      destroyOnHidden
    >
      {entry && <EntryForm key={entry.path.join("/")} {...props} entry={entry} />}
    </Drawer>
  );
}

function EntryForm(props: DrawerProps & { entry: Entry }) {
  const { part, schema, entry, catalogue } = props;
  const draft = useDraftStore();
  const navigate = useNavigate();
  const problems = useDraft((state) => state.problems);
  const context = useFormContext(catalogue, () => void navigate("/trees"));
  const shape = SHAPES[part];
  return (
    <>
      {shape.key === null && <KeyField part={part} name={entry.key} onRenamed={props.onOpen} />}
      <SchemaForm
        owner={part}
        schema={schema}
        value={entry.value}
        context={context}
        problems={problemsAt(problems, entry.path)}
        path={entry.path}
        prominent={["number", "name", "strategy", "max_calls"]}
        onChange={(field, value, typing) => {
          draft
            .getState()
            .change(
              [
                value === undefined
                  ? { kind: "delete", path: [...entry.path, field] }
                  : { kind: "set", path: [...entry.path, field], value },
              ],
              typing ? `${entry.path.join(".")}.${field}` : "",
            );
          if (field === shape.key && value !== undefined) props.onOpen(words(value));
        }}
      />
      {props.extra?.(entry.key)}
      <Uses part={part} entry={entry} onGone={() => props.onOpen(null)} />
    </>
  );
}
