/** The table's buttons while what they work on is not there: of the same size, and not to be used. */
import { DownloadOutlined, UploadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useWords } from "../../i18n/words";
import { csvWords } from "./csvWords";

export function CsvPlace() {
  const t = useWords(csvWords);
  return (
    <>
      <Button disabled icon={<DownloadOutlined />}>
        {t.export}
      </Button>
      <Button disabled icon={<UploadOutlined />}>
        {t.import}
      </Button>
    </>
  );
}
