/** What in the document uses an entry, and the way out of it. */
import { DeleteOutlined } from "@ant-design/icons";
import { Button, Popconfirm } from "antd";
import { Link } from "react-router";
import { useDraft, useDraftStore } from "../../app/draft";
import { appWords, nameOfPart } from "../../app/words";
import { usesOf, type Entry, type PartName } from "../../document/parts";
import { common } from "../../i18n/common";
import { useWords } from "../../i18n/words";
import { partWords } from "./words";

export function Uses(props: { part: PartName; entry: Entry; onGone: () => void }) {
  const { part, entry, onGone } = props;
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
