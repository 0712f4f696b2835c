/** What was changed in the company. */
import { api, data } from "../../api/client";
import { useCompany } from "../../app/session";
import { useWords } from "../../i18n/words";
import { AuditTable } from "./AuditTable";
import { auditWords } from "./auditWords";

export default function AuditPage() {
  const t = useWords(auditWords);
  const company = useCompany();
  return (
    <AuditTable
      title={t.title}
      about={t.about}
      of={company}
      ask={(cursor) =>
        data(
          api.GET("/api/v1/companies/{company}/audit", {
            params: { path: { company }, query: { limit: 100, cursor } },
          }),
        )
      }
    />
  );
}
