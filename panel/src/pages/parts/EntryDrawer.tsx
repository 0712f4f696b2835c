/** One entry of a part: its name, its form, what uses it, and the way out. */
import { DeleteOutlined } from "@ant-design/icons";
import { Button, Drawer, Input, Popconfirm } from "antd";
import { useId, type ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import { useFormContext } from "../../app/catalogue";
import { appWords, nameOfPart } from "../../app/words";
import { useDraft, useDraftStore } from "../../app/draft";
import type { Catalogue } from "../../document/catalogue";
import type { JsonSchema } from "../../document/nodes";
import {
  entriesOf,
  entryAt,
  renameEntry,
  SHAPES,
  usesOf,
  type Entry,
  type PartName,
} from "../../document/parts";
import { problemsAt } from "../../document/problems";
import { words } from "../../document/text";
import { useBuffered } from "../../forms/buffered";
import { SchemaForm } from "../../forms/SchemaForm";
import { common } from "../../i18n/common";
import { useWords } from "../../i18n/words";
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
      {shape.key === null && <KeyField {...props} />}
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

const NAME = /^[\p{L}][\p{L}\p{N}_-]{0,59}$/u;

function KeyField({ part, entry, onOpen }: DrawerProps & { entry: Entry }) {
  const t = useWords(partWords);
  const id = useId();
  const draft = useDraftStore();
  const data = useDraft((state) => state.data);
  const text = useBuffered(entry.key, () => undefined);
  const taken = entriesOf(data, SHAPES[part]).some(
    (one) => one.key === text.value && one.key !== entry.key,
  );
  const wrong = !NAME.test(text.value) || taken;
  const rename = () => {
    if (wrong || text.value === entry.key) return;
    draft.getState().change(renameEntry(data, part, entry.key, text.value));
    onOpen(text.value);
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

function Uses({ part, entry, onGone }: { part: PartName; entry: Entry; onGone: () => void }) {
  const t = useWords(partWords);
  const c = useWords(common);
  const pages = useWords(appWords).pages;
  const draft = useDraftStore();
  const data = useDraft((state) => state.data);
  const uses = usesOf(data, part, entry.key);
  const remove = () => {
    draft.getState().change([{ kind: "delete", path: entry.path }]);
    onGone();
  };
  const button = (
    <Button danger icon={<DeleteOutlined />} onClick={uses.length === 0 ? remove : undefined}>
      {t.delete}
    </Button>
  );
  return (
    <section className="entry-uses">
      <h3>{t.uses}</h3>
      {uses.length === 0 && <p className="muted">{t.unused}</p>}
      <ul className="plain-list">
        {uses.map((use) => (
          <li key={use.to + use.text}>
            <Link to={use.to}>{use.text}</Link>{" "}
            <span className="muted">{nameOfPart(pages, use.part)}</span>
          </li>
        ))}
      </ul>
      {uses.length === 0 ? (
        button
      ) : (
        <Popconfirm
          title={t.deleteUsed(uses.length)}
          okText={t.delete}
          cancelText={c.cancel}
          onConfirm={remove}
        >
          {button}
        </Popconfirm>
      )}
    </section>
  );
}
