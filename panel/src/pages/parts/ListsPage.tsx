import { PartPage } from "./PartPage";

export default function ListsPage() {
  return <PartPage part="lists" />;
}
