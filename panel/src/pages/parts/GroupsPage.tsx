import { PartPage } from "./PartPage";

export default function GroupsPage() {
  return <PartPage part="groups" />;
}
