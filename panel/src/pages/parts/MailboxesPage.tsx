import { MailOutlined } from "@ant-design/icons";
import { Link } from "react-router";
import { useWords } from "../../i18n/words";
import { MailboxCare } from "./MailboxCare";
import { PartPage } from "./PartPage";
import { partWords } from "./words";

export default function MailboxesPage() {
  return (
    <PartPage
      part="mailboxes"
      extra={(name) => (
        <>
          <Messages of={name} />
          <MailboxCare key={name} name={name} />
        </>
      )}
    />
  );
}

function Messages({ of }: { of: string }) {
  const t = useWords(partWords);
  return (
    <p>
      <Link to={`/messages?mailbox=${encodeURIComponent(of)}`}>
        <MailOutlined /> {t.messages}
      </Link>
    </p>
  );
}
