/** "One number, three people, your hours, your mail": four questions that make a whole tree. */
import { Modal } from "antd";
import { useWords } from "../../../i18n/words";
import { Guide } from "./Guide";
import { stepWords } from "./stepWords";

export function FirstSteps({ onClose }: { onClose: () => void }) {
  const t = useWords(stepWords);
  return (
    <Modal open title={t.title} footer={null} width={620} onCancel={onClose}>
      <Guide onDone={onClose} />
    </Modal>
  );
}
