/** What was changed of the server, and by its operators in any company. */
import { api, data } from "../../api/client";
import { useWords } from "../../i18n/words";
import { AuditTable } from "./AuditTable";
import { auditWords } from "./auditWords";

export default function ServerAuditPage() {
  const t = useWords(auditWords);
  return (
    <AuditTable
      title={t.titleServer}
      about={t.aboutServer}
      of=""
      ask={(cursor) =>
        data(api.GET("/api/v1/operator/audit", { params: { query: { limit: 100, cursor } } }))
      }
    />
  );
}
