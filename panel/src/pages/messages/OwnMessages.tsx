/** My desk's part of the voicemail: my messages, and how full my mailbox is. */
import { useQuery } from "@tanstack/react-query";
import { Checkbox } from "antd";
import { useMemo, useState } from "react";
import { api, data } from "../../api/client";
import { useCompany } from "../../app/session";
import { useWords } from "../../i18n/words";
import { ownMessages } from "./doings";
import { MessageList } from "./MessageList";
import { messageWords } from "./words";

export default function OwnMessages() {
  const t = useWords(messageWords);
  const company = useCompany();
  const doings = useMemo(() => ownMessages(company), [company]);
  const [deleted, setDeleted] = useState(false);
  const boxes = useQuery({
    queryKey: ["own-mailboxes", company],
    queryFn: () =>
      data(api.GET("/api/v1/companies/{company}/me/mailboxes", { params: { path: { company } } })),
  });
  if (!boxes.data?.some((one) => one.is_mine)) return null;
  return (
    <section className="panel-card own-messages" aria-label={t.own}>
      <h2>{t.own}</h2>
      <MessageList
        doings={doings}
        targets={boxes.data}
        deleted={deleted}
        mayListen
        mayChange
        isOwn
      />
      <Checkbox checked={deleted} onChange={(event) => setDeleted(event.target.checked)}>
        {t.bin}
      </Checkbox>
    </section>
  );
}
