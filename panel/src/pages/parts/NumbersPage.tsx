import { PartPage } from "./PartPage";

export default function NumbersPage() {
  return <PartPage part="numbers" />;
}
