import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { api } from "../../api/client";
import { useWords } from "../../i18n/words";
import { useErrorWords } from "../../ui/states";
import { NewPassword } from "../signin/NewPassword";
import { accountWords } from "./words";

/** A new password; every other session ends. */
export function PasswordCard() {
  const t = useWords(accountWords);
  const errorWords = useErrorWords();
  const [form] = Form.useForm<{ current: string; password: string }>();
  const change = useMutation({
    mutationFn: ({ current, password }: { current: string; password: string }) =>
      api.PUT("/api/v1/session/password", { body: { current, password } }),
    onSuccess: () => form.resetFields(),
  });
  return (
    <section className="panel-card">
      <h2>{t.password}</h2>
      {change.isSuccess && <Alert type="success" showIcon title={t.changed} />}
      {change.isError && <Alert type="error" showIcon title={errorWords(change.error).detail} />}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        style={{ maxWidth: 420, marginTop: 12 }}
        onFinish={(entered) => change.mutate(entered)}
      >
        <Form.Item name="current" label={t.current} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <NewPassword label={t.fresh} />
        <Button htmlType="submit" loading={change.isPending}>
          {t.change}
        </Button>
      </Form>
    </section>
  );
}
