import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Typography } from "antd";
import { lazy, Suspense, useState } from "react";
import { api, data } from "../../api/client";
import { SESSION, useSession } from "../../app/session";
import { common } from "../../i18n/common";
import { useWords } from "../../i18n/words";
import { download } from "../../ui/download";
import { useErrorWords } from "../../ui/states";
import { accountWords } from "./words";

const QrCode = lazy(() => import("../../ui/QrCode"));

/** A code from an app besides the password. */
export default function SecondFactorCard() {
  const t = useWords(accountWords);
  const { session } = useSession();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const isOn = session.user.second_factor;
  return (
    <section className="panel-card">
      <h2>{t.factor}</h2>
      {codes && <Codes codes={codes} onKept={() => setCodes(null)} />}
      {!codes && !isOn && <TurnOn onCodes={setCodes} />}
      {!codes && isOn && (
        <>
          <TurnOff />
          <RenewCodes left={session.user.recovery_codes ?? 0} onCodes={setCodes} />
        </>
      )}
    </section>
  );
}

type OnCodes = (codes: readonly string[]) => void;

/** The codes, this once: on paper or in a file. */
function Codes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useWords(accountWords);
  const c = useWords(common);
  const text = `${codes.join("\n")}\n`;
  return (
    <>
      <Alert type="warning" showIcon title={t.codesOnce} />
      <ul className="plain-list" aria-label={t.codes} style={{ margin: "12px 0" }}>
        {codes.map((code) => (
          <li key={code}>
            <Typography.Text code>{code}</Typography.Text>
          </li>
        ))}
      </ul>
      <Button onClick={() => download(t.codesFile, text, "text/plain")}>{c.download}</Button>{" "}
      <Button type="primary" onClick={onKept}>
        {t.codesKept}
      </Button>
    </>
  );
}

function RenewCodes({ left, onCodes }: { left: number; onCodes: OnCodes }) {
  const t = useWords(accountWords);
  const errorWords = useErrorWords();
  const refresh = useRefresh();
  const renew = useMutation({
    mutationFn: (body: { password: string }) =>
      data(api.POST("/api/v1/session/second-factor/recovery-codes", { body })),
    onSuccess: ({ codes }) => {
      onCodes(codes);
      return refresh();
    },
  });
  return (
    <>
      <h3>{t.codes}</h3>
      <p className={left > 0 ? "muted" : "field-problem warning"}>
        {left > 0 ? t.codesLeft(left) : t.codesNone}
      </p>
      {renew.isError && <Alert type="error" showIcon title={errorWords(renew.error).detail} />}
      <Form
        name="renew"
        layout="vertical"
        requiredMark={false}
        style={{ maxWidth: 320, marginTop: 12 }}
        onFinish={(entered) => renew.mutate(entered)}
      >
        <Form.Item name="password" label={t.current} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button htmlType="submit" loading={renew.isPending}>
          {t.codesRenew}
        </Button>
      </Form>
    </>
  );
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: SESSION });
}

function TurnOn({ onCodes }: { onCodes: OnCodes }) {
  const t = useWords(accountWords);
  const errorWords = useErrorWords();
  const refresh = useRefresh();
  const offer = useMutation({
    mutationFn: () => data(api.POST("/api/v1/session/second-factor")),
  });
  const prove = useMutation({
    mutationFn: (entered: { code: string; password: string }) =>
      data(
        api.PUT("/api/v1/session/second-factor", {
          body: { ...entered, secret: offer.data?.secret ?? "" },
        }),
      ),
    onSuccess: ({ codes }) => {
      onCodes(codes);
      return refresh();
    },
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
