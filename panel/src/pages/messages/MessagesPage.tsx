/** The company's messages, or those of one mailbox: `?mailbox=` says which. */
import { useQuery } from "@tanstack/react-query";
import { Checkbox } from "antd";
import { useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { api, data } from "../../api/client";
import { useCompany, useMay } from "../../app/session";
import { useWords } from "../../i18n/words";
import { Page } from "../../ui/page";
import { Select } from "../../ui/Select";
import { companyMessages } from "./doings";
import { MessageList } from "./MessageList";
import { messageWords } from "./words";

export default function MessagesPage() {
  const t = useWords(messageWords);
  const company = useCompany();
  const mayListen = useMay("recordings:read");
  const mayChange = useMay("calls:write") && mayListen;
  const [search, setSearch] = useSearchParams();
  const [deleted, setDeleted] = useState(false);
  const mailbox = search.get("mailbox");
  const doings = useMemo(() => companyMessages(company, mailbox), [company, mailbox]);
  const boxes = useQuery({
    queryKey: ["mailboxes", company],
    queryFn: () =>
      data(api.GET("/api/v1/companies/{company}/mailboxes", { params: { path: { company } } })),
  });
  const found = boxes.data ?? [];
  return (
    <Page title={t.title} about={t.about}>
      <div className="page-tools">
        <Select
          aria-label={t.mailbox}
          className="messages-mailbox"
          value={mailbox ?? ""}
          options={[
            { value: "", label: t.allMailboxes },
            ...found.map((one) => ({
              value: one.name,
              label: `${one.title || one.name} (${t.held(one.new + one.old, one.most)})`,
            })),
          ]}
          onChange={(name: string) => setSearch(name ? { mailbox: name } : {})}
        />
        <Checkbox checked={deleted} onChange={(event) => setDeleted(event.target.checked)}>
          {t.bin}
        </Checkbox>
      </div>
      <section className="panel-card">
        <MessageList
          doings={doings}
          targets={found}
          deleted={deleted}
          mayListen={mayListen}
          mayChange={mayChange}
          isOwn={false}
        />
      </section>
    </Page>
  );
}
