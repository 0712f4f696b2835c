import { MailOutlined } from "@ant-design/icons";
import { Link } from "react-router";
import { useWords } from "../../i18n/words";
import { PartPage } from "./PartPage";
import { partWords } from "./words";

export default function MailboxesPage() {
  return <PartPage part="mailboxes" extra={(name) => <Messages of={name} />} />;
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
