import { PartPage } from "./PartPage";

export default function TrunksPage() {
  return <PartPage part="trunks" />;
}
