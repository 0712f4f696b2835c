/** People's own limits as a table: it is the draft that changes. */
import { useDraft, WithDraftStore } from "../../app/draft";
import { CsvButtons } from "../parts/CsvButtons";
import { CsvPlace } from "../parts/CsvPlace";

export default function LimitsTable() {
  return (
    <WithDraftStore>
      <Table />
    </WithDraftStore>
  );
}

function Table() {
  const usable = useDraft((state) => state.phase === "ready" && state.textError === null);
  return usable ? <CsvButtons part="limits" /> : <CsvPlace />;
}
