/** People's own limits as a table: it is the draft that changes. */
import { WithDraft } from "../../app/draft";
import { CsvButtons } from "../parts/CsvButtons";

export default function LimitsTable() {
  return (
    <WithDraft>
      <CsvButtons part="limits" />
    </WithDraft>
  );
}
