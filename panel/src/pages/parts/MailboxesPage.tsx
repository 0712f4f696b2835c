import { PartPage } from "./PartPage";

export default function MailboxesPage() {
  return <PartPage part="mailboxes" />;
}
