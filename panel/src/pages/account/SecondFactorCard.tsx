import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Typography } from "antd";
import { lazy, Suspense } from "react";
import { api, data } from "../../api/client";
import { SESSION, useSession } from "../../app/session";
import { useWords } from "../../i18n/words";
import { useErrorWords } from "../../ui/states";
import { accountWords } from "./words";

const QrCode = lazy(() => import("../../ui/QrCode"));

/** A code from an app besides the password. */
export function SecondFactorCard() {
  const t = useWords(accountWords);
  const { session } = useSession();
  return (
    <section className="panel-card">
      <h2>{t.factor}</h2>
      {session.user.second_factor ? <TurnOff /> : <TurnOn />}
    </section>
  );
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: SESSION });
}

function TurnOn() {
  const t = useWords(accountWords);
  const errorWords = useErrorWords();
  const refresh = useRefresh();
  const offer = useMutation({
    mutationFn: () => data(api.POST("/api/v1/session/second-factor")),
  });
  const prove = useMutation({
    mutationFn: (entered: { code: string; password: string }) =>
      api.PUT("/api/v1/session/second-factor", {
        body: { ...entered, secret: offer.data?.secret ?? "" },
      }),
    onSuccess: refresh,
  });
  const error = offer.error ?? prove.error;
  return (
    <>
      <p className="muted">{t.factorOff}</p>
      {error && <Alert type="error" showIcon title={errorWords(error).detail} />}
      {!offer.data && (
        <Button style={{ marginTop: 12 }} loading={offer.isPending} onClick={() => offer.mutate()}>
          {t.factorStart}
        </Button>
      )}
      {offer.data && (
        <div className="factor">
          <Suspense fallback={null}>
            <QrCode text={offer.data.address} />
          </Suspense>
          <div>
            <p>{t.factorScan}</p>
            <Typography.Text code copyable>
              {offer.data.secret}
            </Typography.Text>
            <Form
              layout="vertical"
              requiredMark={false}
              style={{ marginTop: 12, maxWidth: 320 }}
              onFinish={(entered) => prove.mutate(entered)}
            >
              <Form.Item name="code" label={t.factorCode} rules={[{ required: true }]}>
                <Input inputMode="numeric" autoComplete="one-time-code" />
              </Form.Item>
              <Form.Item name="password" label={t.current} rules={[{ required: true }]}>
                <Input.Password autoComplete="current-password" />
              </Form.Item>
              <Button type="primary" htmlType="submit" loading={prove.isPending}>
                {t.factorProve}
              </Button>
            </Form>
          </div>
        </div>
      )}
    </>
  );
}

function TurnOff() {
  const t = useWords(accountWords);
  const errorWords = useErrorWords();
  const refresh = useRefresh();
  const end = useMutation({
    mutationFn: (body: { password: string }) =>
      api.DELETE("/api/v1/session/second-factor", { body }),
    onSuccess: refresh,
  });
  return (
    <>
      <p className="muted">{t.factorOn}</p>
      {end.isError && <Alert type="error" showIcon title={errorWords(end.error).detail} />}
      <Form
        layout="vertical"
        requiredMark={false}
        style={{ maxWidth: 320, marginTop: 12 }}
        onFinish={(entered) => end.mutate(entered)}
      >
        <Form.Item name="password" label={t.current} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button htmlType="submit" danger loading={end.isPending}>
          {t.factorEnd}
        </Button>
      </Form>
    </>
  );
}
