/** The one-time link of the first start: it makes the first administrator. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { useNavigate, useSearchParams } from "react-router";
import { api, data, setCsrf } from "../../api/client";
import { SESSION } from "../../app/session";
import { useWords } from "../../i18n/words";
import { useLocale } from "../../i18n/locale";
import { useErrorWords } from "../../ui/states";
import { SignInCard } from "./Card";
import { NewPassword } from "./NewPassword";
import { signInWords } from "./words";

export default function WelcomePage() {
  const t = useWords(signInWords);
  const locale = useLocale();
  const [query] = useSearchParams();
  const token = query.get("token") ?? location.hash.replace(/^#/, "");
  const client = useQueryClient();
  const navigate = useNavigate();
  const errorWords = useErrorWords();
  const create = useMutation({
    mutationFn: (entered: { name: string; email: string; password: string }) =>
      data(
        api.POST("/api/v1/first-administrator", {
          body: {
            token,
            name: entered.name.trim(),
            email: entered.email.trim(),
            password: entered.password,
            language: locale,
          },
        }),
      ),
    onSuccess: (session) => {
      setCsrf(session.csrf);
      client.setQueryData(SESSION, session);
      void navigate("/", { replace: true });
    },
  });
  const problem = create.error ? errorWords(create.error) : null;
  return (
    <SignInCard title={t.welcome.title} about={t.welcome.about}>
      {!token && <Alert type="warning" showIcon title={t.welcome.noToken} />}
      {problem && (
        <Alert type="error" showIcon title={problem.title} description={problem.detail} />
      )}
      <Form layout="vertical" requiredMark={false} onFinish={(entered) => create.mutate(entered)}>
        <Form.Item
          name="name"
          label={t.welcome.name}
          rules={[{ required: true, whitespace: true, message: t.required }]}
        >
          <Input autoComplete="name" autoFocus />
        </Form.Item>
        <Form.Item
          name="email"
          label={t.email}
          rules={[{ required: true, type: "email", message: t.mailWrong }]}
        >
          <Input type="email" autoComplete="username" />
        </Form.Item>
        <NewPassword />
        <Button
          block
          type="primary"
          size="large"
          htmlType="submit"
          disabled={!token}
          loading={create.isPending}
        >
          {t.welcome.create}
        </Button>
      </Form>
    </SignInCard>
  );
}
