/** Signing in: address and password, then the second factor of who has one. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { api, data, setCsrf } from "../../api/client";
import { isProblem } from "../../api/problem";
import { SESSION } from "../../app/session";
import { useWords } from "../../i18n/words";
import { useErrorWords } from "../../ui/states";
import { SignInCard } from "./Card";
import { signInWords } from "./words";

interface Entered {
  email: string;
  password: string;
  code?: string;
}

export default function SignInPage() {
  const t = useWords(signInWords);
  const [forgot, setForgot] = useState(false);
  if (forgot) return <Forgot onBack={() => setForgot(false)} />;
  return (
    <SignInCard title={t.title}>
      <SignInForm onForgot={() => setForgot(true)} />
    </SignInCard>
  );
}

function SignInForm({ onForgot }: { onForgot: () => void }) {
  const t = useWords(signInWords);
  const client = useQueryClient();
  const errorWords = useErrorWords();
  const [needsCode, setNeedsCode] = useState(false);
  const signIn = useMutation({
    mutationFn: (entered: Entered) =>
      data(
        api.POST("/api/v1/session", {
          body: {
            email: entered.email.trim(),
            password: entered.password,
            ...(entered.code ? { code: entered.code.replace(/\s/g, "") } : {}),
          },
        }),
      ),
    onSuccess: (session) => {
      setCsrf(session.csrf);
      client.setQueryData(SESSION, session);
    },
    onError: (error) => {
      if (isProblem(error, "second-factor-required")) setNeedsCode(true);
    },
  });
  const problem =
    signIn.error && !isProblem(signIn.error, "second-factor-required")
      ? errorWords(signIn.error)
      : null;
  return (
    <Form<Entered>
      layout="vertical"
      requiredMark={false}
      onFinish={(entered) => signIn.mutate(entered)}
    >
      {problem && (
        <Alert type="error" showIcon title={problem.title} description={problem.detail} />
      )}
      <Form.Item name="email" label={t.email} rules={[{ required: true, message: t.required }]}>
        <Input type="email" autoComplete="username" autoFocus disabled={needsCode} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t.password}
        rules={[{ required: true, message: t.required }]}
      >
        <Input.Password autoComplete="current-password" disabled={needsCode} />
      </Form.Item>
      {needsCode && (
        <Form.Item
          name="code"
          label={t.code}
          extra={t.codeHelp}
          rules={[{ required: true, message: t.required }]}
        >
          <Input autoComplete="one-time-code" autoFocus />
        </Form.Item>
      )}
      <Button block type="primary" size="large" htmlType="submit" loading={signIn.isPending}>
        {t.submit}
      </Button>
      <Button block type="link" onClick={onForgot}>
        {t.forgot}
      </Button>
    </Form>
  );
}

function Forgot({ onBack }: { onBack: () => void }) {
  const t = useWords(signInWords);
  const errorWords = useErrorWords();
  const ask = useMutation({
    mutationFn: (entered: { email: string }) =>
      api.POST("/api/v1/password-reset", { body: { email: entered.email.trim() } }),
  });
  return (
    <SignInCard title={t.forgotTitle} about={t.forgotHelp}>
      {ask.isSuccess && <Alert type="success" showIcon title={t.sent} />}
      {ask.isError && <Alert type="error" showIcon title={errorWords(ask.error).detail} />}
      {!ask.isSuccess && (
        <Form layout="vertical" requiredMark={false} onFinish={(entered) => ask.mutate(entered)}>
          <Form.Item
            name="email"
            label={t.email}
            rules={[{ required: true, type: "email", message: t.mailWrong }]}
          >
            <Input type="email" autoComplete="username" autoFocus />
          </Form.Item>
          <Button block type="primary" size="large" htmlType="submit" loading={ask.isPending}>
            {t.send}
          </Button>
        </Form>
      )}
      <Button block type="link" onClick={onBack}>
        {t.back}
      </Button>
    </SignInCard>
  );
}
