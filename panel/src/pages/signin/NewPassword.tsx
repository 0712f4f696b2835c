/** The two fields of a new password. */
import { Form, Input } from "antd";
import { useWords } from "../../i18n/words";
import { signInWords } from "./words";

export const SHORTEST = 12;

export function NewPassword({ label }: { label?: string }) {
  const t = useWords(signInWords);
  return (
    <>
      <Form.Item
        name="password"
        label={label ?? t.password}
        extra={t.passwordHelp}
        rules={[{ required: true, min: SHORTEST, message: t.tooShort }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t.repeat}
        dependencies={["password"]}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_rule, value) =>
              value === getFieldValue("password")
                ? Promise.resolve()
                : Promise.reject(new Error(t.differ)),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
