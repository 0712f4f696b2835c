/** A part of the document: a list with search, a form that explains itself, and what uses it. */
import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useMemo, useState, type ReactNode } from "react";
import { useSearchParams } from "react-router";
import { useCatalogue } from "../../app/catalogue";
import { useDraft, useDraftStore } from "../../app/draft";
import { partSchema } from "../../document/catalogue";
import { addEntry, entriesOf, nextExtension, SHAPES, type PartName } from "../../document/parts";
import { columnsOfTable } from "../../document/table";
import { list, mapping, words, type Mapping } from "../../document/text";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { DataTable } from "../../ui/DataTable";
import { SearchBox } from "../../ui/SearchBox";
import { EmptyState, ErrorState, Loading } from "../../ui/states";
import { columnsOf } from "./columns";
import { CsvButtons } from "./CsvButtons";
import { EntryDrawer } from "./EntryDrawer";
import { partWords } from "./words";

export interface PartListProps {
  part: PartName;
  /** What else is shown of an entry, below its form. */
  extra?: (key: string) => ReactNode;
}

export function PartList({ part, extra }: PartListProps) {
  const t = useWords(partWords);
  const locale = useLocale();
  const draft = useDraftStore();
  const data = useDraft((state) => state.data);
  const catalogue = useCatalogue();
  const [typed, setTyped] = useState("");
  const [query, setQuery] = useSearchParams();
  const open = query.get(part);
  const setOpen = (key: string | null) => setQuery(key === null ? {} : { [part]: key });
  const shape = SHAPES[part];
  const entries = useMemo(() => entriesOf(data, shape), [data, shape]);
  const columns = useMemo(() => columnsOf(part, data, t, locale), [part, data, t, locale]);
  const needle = typed.trim().toLocaleLowerCase("ru");
  const found = useMemo(
    () =>
      needle === ""
        ? entries
        : entries.filter((one) =>
            `${one.key} ${JSON.stringify(one.value)}`.toLocaleLowerCase("ru").includes(needle),
          ),
    [entries, needle],
  );
  if (catalogue.isError) return <ErrorState error={catalogue.error} />;
  if (!catalogue.data) return <Loading />;
  const w = t.parts[part];
  const add = () => {
    const [wanted, value] = freshEntry(part, data, w.one);
    const made = addEntry(data, shape, wanted, value);
    draft.getState().change(made.edits);
    setOpen(made.key);
  };
  return (
    <>
      <div className="page-tools">
        <SearchBox label={t.search} value={typed} onChange={setTyped} />
        <span className="toolbar-space" />
        {columnsOfTable(part).length > 0 && <CsvButtons part={part} />}
        <Button type="primary" icon={<PlusOutlined />} onClick={add}>
          {w.add}
        </Button>
      </div>
      <div className="list-card">
        <DataTable
          label={w.title}
          rows={found}
          columns={columns}
          rowKey={(one) => one.path.join("/")}
          onOpen={(one) => setOpen(one.key)}
          empty={<EmptyState title={w.empty} detail={w.emptyDetail} />}
        />
      </div>
      <p className="muted list-note">{t.savedNote}</p>
      <EntryDrawer
        part={part}
        schema={partSchema(catalogue.data, part)}
        catalogue={catalogue.data}
        open={open}
        onOpen={setOpen}
        {...(extra ? { extra } : {})}
      />
    </>
  );
}

/** What a new entry begins with: right enough to be published after a name is given. */
function freshEntry(part: PartName, data: Mapping, title: string): [string, Mapping] {
  const first = (name: string) => Object.keys(mapping(data[name]))[0] ?? "";
  const person = words(mapping(list(data.people)[0]).extension);
  switch (part) {
    case "people":
      return [nextExtension(data), { name: title }];
    case "numbers":
      return ["+7", { trunk: first("trunks"), tree: first("trees") }];
    case "queues":
      return ["queue", { title, agents: person ? [person] : [] }];
    case "groups":
      return ["group", { extensions: person ? [person] : [] }];
    case "trunks":
      return ["carrier", { addresses: [] }];
    case "lists":
      return ["callers", { numbers: [] }];
    case "mailboxes":
      return ["mailbox", { title }];
    case "schedules":
      return ["office", { weekly: { "monday..friday": "09:00-18:00" } }];
    case "reasons":
      return ["reason", { title }];
    case "codes":
      return ["code", {}];
  }
}
