import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input } from "antd";
import { api, data } from "../../api/client";
import { SESSION, useSession } from "../../app/session";
import { common } from "../../i18n/common";
import { useWords } from "../../i18n/words";
import { Select } from "../../ui/Select";
import { useErrorWords } from "../../ui/states";
import { accountWords } from "./words";

/** The own name, and the language in which the server writes. */
export function ProfileCard() {
  const t = useWords(accountWords);
  const c = useWords(common);
  const { session } = useSession();
  const client = useQueryClient();
  const { message } = App.useApp();
  const errorWords = useErrorWords();
  const save = useMutation({
    mutationFn: (body: { name: string; language: "ru" | "en" }) =>
      data(api.PATCH("/api/v1/session/profile", { body })),
    onSuccess: (changed) => {
      client.setQueryData(SESSION, changed);
      void message.success(t.saved);
    },
    onError: (error) => void message.error(errorWords(error).detail),
  });
  return (
    <section className="panel-card">
      <h2>{t.profile}</h2>
      <Form
        layout="vertical"
        requiredMark={false}
        initialValues={session.user}
        style={{ maxWidth: 420 }}
        onFinish={(entered) => save.mutate(entered)}
      >
        <Form.Item name="name" label={t.name} rules={[{ required: true, whitespace: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="email" label={t.email}>
          <Input disabled />
        </Form.Item>
        <Form.Item name="language" label={t.language}>
          <Select
            options={[
              { value: "ru", label: c.language.ru },
              { value: "en", label: c.language.en },
            ]}
          />
        </Form.Item>
        <Button htmlType="submit" type="primary" loading={save.isPending}>
          {c.save}
        </Button>
      </Form>
    </section>
  );
}
