import { PartPage } from "./PartPage";
import { PhoneAccess } from "./PhoneAccess";

export default function PeoplePage() {
  return <PartPage part="people" extra={(extension) => <PhoneAccess extension={extension} />} />;
}
