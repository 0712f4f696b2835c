/** What holds at once for a mailbox, without publishing: its greetings and its PIN. */
import { AudioOutlined, DeleteOutlined, StopOutlined, UploadOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Input, Popconfirm, Tag } from "antd";
import { useRef, useState } from "react";
import { api, data, upload } from "../../api/client";
import type { components } from "../../api/schema";
import { useCompany } from "../../app/session";
import { common } from "../../i18n/common";
import { clock, formatTime } from "../../i18n/format";
import { useLocale, type Locale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { MomentField } from "../../ui/DayField";
import { Sound } from "../../ui/Sound";
import { ErrorState, Loading, useErrorWords } from "../../ui/states";
import { useRecorder } from "../prompts/recorder";
import { mailboxWords } from "./mailboxWords";
import { randomPin } from "./pin";

type Box = components["schemas"]["MailboxView"];
type Greeting = components["schemas"]["RecordedGreeting"];
const KINDS = ["unavailable", "busy", "name", "temporary"] as const;
type Kind = (typeof KINDS)[number];
type Words = (typeof mailboxWords)["en"];

const keyOf = (company: string) => ["mailboxes", company];

export function MailboxCare({ name }: { name: string }) {
  const t = useWords(mailboxWords);
  const company = useCompany();
  const query = useQuery({
    queryKey: keyOf(company),
    queryFn: () =>
      data(api.GET("/api/v1/companies/{company}/mailboxes", { params: { path: { company } } })),
  });
  const box = query.data?.find((one) => one.name === name);
  if (query.isPending) return <Loading />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (!box) return <p className="muted">{t.unpublished}</p>;
  return (
    <>
      <section className="entry-uses">
        <h3>{t.greetings}</h3>
        <p className="field-help">{t.greetingsHelp}</p>
        {KINDS.map((kind) => (
          <GreetingRow
            key={kind}
            box={box}
            kind={kind}
            greeting={box.recorded.find((one) => one.kind === kind)}
          />
        ))}
      </section>
      <Pin box={box} />
    </>
  );
}

function useChange<T>(act: (value: T) => Promise<unknown>, said: string) {
  const company = useCompany();
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: act,
    onSuccess: () => {
      void message.success(said);
      return client.invalidateQueries({ queryKey: keyOf(company) });
    },
  });
}

function Failure({ error }: { error: unknown }) {
  const errorWords = useErrorWords();
  if (!error) return null;
  return <Alert type="error" showIcon title={errorWords(error).detail} />;
}

function GreetingRow(props: { box: Box; kind: Kind; greeting: Greeting | undefined }) {
  const { box, kind, greeting } = props;
  const t = useWords(mailboxWords);
  const c = useWords(common);
  const locale = useLocale();
  const company = useCompany();
  const input = useRef<HTMLInputElement>(null);
  const [until, setUntil] = useState("");
  const path = { company, name: box.name, kind };
  const send = useChange((body: Blob) => {
    const ends = kind === "temporary" ? until : "";
    const query = ends ? `?until=${encodeURIComponent(ends)}` : "";
    const place = `uploads/mailboxes/${encodeURIComponent(box.name)}/greetings/${kind}`;
    return upload(`/companies/${company}/${place}${query}`, body, "POST");
  }, t.kept(t.kinds[kind]));
  const remove = useChange(
    () =>
      api.DELETE("/api/v1/companies/{company}/mailboxes/{name}/greetings/{kind}", {
        params: { path },
      }),
    t.removed(t.kinds[kind]),
  );
  const recorder = useRecorder(send.mutate);
  const state = greeting ? stateOf(greeting, t, locale) : t.spoken;
  return (
    <div className="greeting" data-kind={kind}>
      <div className="greeting-head">
        <strong>{t.kinds[kind]}</strong>{" "}
        <Tag color={greeting?.holds ? "green" : undefined}>{state}</Tag>
      </div>
      <div className="field-help">{t.when[kind]}</div>
      {greeting && (
        <Sound
          key={send.submittedAt}
          label={t.kinds[kind]}
          load={() =>
            data(
              api.GET("/api/v1/companies/{company}/mailboxes/{name}/greetings/{kind}", {
                params: { path },
                parseAs: "blob",
              }) as unknown as Promise<{ data?: Blob; response: Response }>,
            )
          }
        />
      )}
      <div className="greeting-tools">
        <input
          ref={input}
          hidden
          type="file"
          accept="audio/*,video/*"
          aria-label={`${t.upload}: ${t.kinds[kind]}`}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) send.mutate(file);
            event.target.value = "";
          }}
        />
        <Button
          size="small"
          icon={<UploadOutlined />}
          loading={send.isPending}
          onClick={() => input.current?.click()}
        >
          {t.upload}
        </Button>
        <Button
          size="small"
          danger={recorder.isRecording}
          icon={recorder.isRecording ? <StopOutlined /> : <AudioOutlined />}
          onClick={recorder.turn}
        >
          {recorder.isRecording ? `${t.stop} (${clock(recorder.seconds)})` : t.record}
        </Button>
        {greeting && (
          <Popconfirm
            title={t.removeSure}
            okText={c.remove}
            cancelText={c.cancel}
            onConfirm={() => remove.mutate(undefined)}
          >
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              loading={remove.isPending}
              aria-label={`${c.remove}: ${t.kinds[kind]}`}
            />
          </Popconfirm>
        )}
        {kind === "temporary" && (
          <MomentField label={t.ends} placeholder={t.endsNever} value={until} onChange={setUntil} />
        )}
      </div>
      {recorder.failed && <Alert type="warning" showIcon title={t.noMicrophone} />}
      <Failure error={send.error ?? remove.error} />
    </div>
  );
}

function stateOf(greeting: Greeting, t: Words, locale: Locale): string {
  const length = clock(greeting.seconds);
  if (!greeting.until) return length;
  const when = formatTime(greeting.until, locale);
  return `${length} · ${greeting.holds ? t.until(when) : t.ended(when)}`;
}

function Pin({ box }: { box: Box }) {
  const t = useWords(mailboxWords);
  const c = useWords(common);
  const company = useCompany();
  const [pin, setPin] = useState("");
  const [shown, setShown] = useState("");
  const at = { params: { path: { company, name: box.name } } };
  const set = useChange(async (wanted: string) => {
    setShown("");
    await api.PUT("/api/v1/companies/{company}/mailboxes/{name}/pin", {
      ...at,
      body: { pin: wanted },
    });
    setPin("");
    setShown(wanted);
  }, t.pinSet);
  const remove = useChange(async () => {
    await api.DELETE("/api/v1/companies/{company}/mailboxes/{name}/pin", at);
    setShown("");
  }, t.pinRemoved);
  return (
    <section className="entry-uses">
      <h3>{t.pin}</h3>
      <p className={box.has_pin ? "muted" : "field-problem warning"}>
        {box.has_pin ? t.hasPin : t.noPin}
      </p>
      <div className="greeting-tools">
        <Input
          style={{ width: 150 }}
          aria-label={t.newPin}
          placeholder={t.newPin}
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          value={pin}
          onChange={(event) => setPin(event.target.value.replace(/\D/g, ""))}
          onPressEnter={() => pin && set.mutate(pin)}
        />
        <Button disabled={!pin} loading={set.isPending} onClick={() => set.mutate(pin)}>
          {t.setPin}
        </Button>
        <Button disabled={set.isPending} onClick={() => set.mutate(randomPin())}>
          {t.makePin}
        </Button>
        {box.has_pin && (
          <Popconfirm
            title={t.removePinSure}
            okText={c.remove}
            cancelText={c.cancel}
            onConfirm={() => remove.mutate(undefined)}
          >
            <Button danger loading={remove.isPending}>
              {t.removePin}
            </Button>
          </Popconfirm>
        )}
      </div>
      {shown && (
        <Alert
          type="info"
          showIcon
          title={
            <>
              {t.once} <code data-secret="pin">{shown}</code>
            </>
          }
        />
      )}
      <Failure error={set.error ?? remove.error} />
    </section>
  );
}
