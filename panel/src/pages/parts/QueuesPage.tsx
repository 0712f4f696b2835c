import { PartPage } from "./PartPage";

export default function QueuesPage() {
  return <PartPage part="queues" />;
}
