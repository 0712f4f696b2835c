/** The link of a password reset: a new password, and back to signing in. */
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Form } from "antd";
import { Link, useSearchParams } from "react-router";
import { api } from "../../api/client";
import { useWords } from "../../i18n/words";
import { useErrorWords } from "../../ui/states";
import { SignInCard } from "./Card";
import { NewPassword } from "./NewPassword";
import { signInWords } from "./words";

export default function ResetPage() {
  const t = useWords(signInWords);
  const [query] = useSearchParams();
  const token = query.get("token") ?? location.hash.replace(/^#/, "");
  const errorWords = useErrorWords();
  const reset = useMutation({
    mutationFn: (entered: { password: string }) =>
      api.POST("/api/v1/password-reset/{token}", {
        params: { path: { token } },
        body: { password: entered.password },
      }),
  });
  return (
    <SignInCard title={t.reset.title}>
      {reset.isSuccess && <Alert type="success" showIcon title={t.reset.done} />}
      {reset.isError && <Alert type="error" showIcon title={errorWords(reset.error).detail} />}
      {!reset.isSuccess && (
        <Form layout="vertical" requiredMark={false} onFinish={(entered) => reset.mutate(entered)}>
          <NewPassword />
          <Button block type="primary" size="large" htmlType="submit" loading={reset.isPending}>
            {t.reset.submit}
          </Button>
        </Form>
      )}
      <p className="signin-back">
        <Link to="/">{t.back}</Link>
      </p>
    </SignInCard>
  );
}
