import { PartPage } from "./PartPage";

export default function PeoplePage() {
  return <PartPage part="people" />;
}
