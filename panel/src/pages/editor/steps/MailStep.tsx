import { Form, Input } from "antd";
import { useWords } from "../../../i18n/words";
import type { StepProps } from "./guide";
import { stepWords } from "./stepWords";

/** Where messages left at night go. */
export function MailStep({ answers, set, isGood }: StepProps & { isGood: boolean }) {
  const t = useWords(stepWords);
  return (
    <Form.Item
      label={t.mail}
      htmlFor="guide-mail"
      help={isGood ? t.mailHelp : t.mailWrong}
      validateStatus={isGood ? "" : "error"}
    >
      <Input
        id="guide-mail"
        type="email"
        value={answers.mail}
        onChange={(event) => set({ mail: event.target.value.trim() })}
      />
    </Form.Item>
  );
}
