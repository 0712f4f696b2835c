/** People's own limits as a table: it is the draft that changes. */
import { WithReadableDraft } from "../../app/readable";
import { CsvButtons } from "../parts/CsvButtons";

export default function LimitsTable() {
  return (
    <WithReadableDraft>
      <CsvButtons part="limits" />
    </WithReadableDraft>
  );
}
