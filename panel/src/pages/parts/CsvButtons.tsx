/** A part of the document by the table: out, and back in after a look at what that would do. */
import { DownloadOutlined, UploadOutlined } from "@ant-design/icons";
import { Alert, App, Button, Modal } from "antd";
import { useRef, useState } from "react";
import { useDraft, useDraftStore } from "../../app/draft";
import { decoded, parseCsv, writeCsv } from "../../document/csv";
import {
  columnsOfTable,
  importTable,
  tableOf,
  type Imported,
  type TableName,
} from "../../document/table";
import { common } from "../../i18n/common";
import { useWords } from "../../i18n/words";
import { download } from "../../ui/download";
import { csvWords } from "./csvWords";

/** Wrong cells that are named; of the others one is told how many. */
const MOST_SHOWN = 5;

export function CsvButtons({ part }: { part: TableName }) {
  const t = useWords(csvWords);
  const data = useDraft((state) => state.data);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        icon={<DownloadOutlined />}
        onClick={() => download(`${part}.csv`, writeCsv(tableOf(data, part)))}
      >
        {t.export}
      </Button>
      <Button icon={<UploadOutlined />} onClick={() => setOpen(true)}>
        {t.import}
      </Button>
      {open && <ImportDialog part={part} onClose={() => setOpen(false)} />}
    </>
  );
}

function ImportDialog({ part, onClose }: { part: TableName; onClose: () => void }) {
  const t = useWords(csvWords);
  const c = useWords(common);
  const draft = useDraftStore();
  const { message } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const [found, setFound] = useState<Imported | null>(null);
  const read = async (file: File | undefined) => {
    if (file)
      setFound(
        importTable(draft.getState().data, part, parseCsv(decoded(await file.arrayBuffer()))),
      );
  };
  const total = found ? found.added + found.changed : 0;
  return (
    <Modal
      open
      title={t.importTitle}
      okText={t.importDo}
      cancelText={c.cancel}
      okButtonProps={{ disabled: total === 0 }}
      onCancel={onClose}
      onOk={() => {
        draft.getState().change(found?.edits ?? []);
        void message.success(t.imported);
        onClose();
      }}
    >
      <p>{t.importHelp(columnsOfTable(part).join(", "))}</p>
      <input
        ref={input}
        hidden
        type="file"
        accept=".csv,text/csv,text/plain"
        onChange={(event) => void read(event.target.files?.[0])}
      />
      <Button style={{ margin: "12px 0" }} onClick={() => input.current?.click()}>
        {t.chooseFile}
      </Button>
      {found && found.wrong.length > 0 && (
        <Alert
          showIcon
          className="import-wrong"
          type="warning"
          title={t.importWrong(
            found.wrong.slice(0, MOST_SHOWN).map((one) => t.importCell(one.row, one.column)),
            found.wrong.length,
          )}
        />
      )}
      {found && (
        <Alert
          showIcon
          type={total > 0 ? "info" : "warning"}
          title={
            found.missing.length > 0
              ? t.importMissing(found.missing.join(", "))
              : total > 0
                ? t.importCounts(found.added, found.changed)
                : t.importNothing
          }
        />
      )}
    </Modal>
  );
}
