/** Recordings: uploaded, or made with the browser's microphone; and words to hear beforehand. */
import {
  AudioOutlined,
  DeleteOutlined,
  DownloadOutlined,
  StopOutlined,
  UploadOutlined,
} from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Input, Popconfirm, Progress } from "antd";
import { useRef, useState } from "react";
import { Link } from "react-router";
import { api, data, href, upload } from "../../api/client";
import type { components } from "../../api/schema";
import { recordingsKey, useRecordings } from "../../app/recordings";
import { useCompany } from "../../app/session";
import { speak } from "../../app/speak";
import { common } from "../../i18n/common";
import { wallOf } from "../../i18n/clock";
import { clock, formatTime } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { bilingual, useWords } from "../../i18n/words";
import { DataTable } from "../../ui/DataTable";
import { Select } from "../../ui/Select";
import { Page } from "../../ui/page";
import { Sound } from "../../ui/Sound";
import { SearchBox } from "../../ui/SearchBox";
import { EmptyState, ErrorState, Loading, useErrorWords } from "../../ui/states";
import { useRecorder } from "./recorder";

const promptWords = bilingual(
  {
    title: "Music and prompts",
    about: "What callers hear besides spoken texts: announcements of your own, and music.",
    upload: "Upload",
    record: "Record",
    stop: "Stop and keep",
    recordingName: "Recording",
    uploading: (done: number, total: number) => `Uploaded: ${done} of ${total}`,
    search: "Search",
    notFound: "No recording has such a name",
    language: "Language",
    noMicrophone: "The browser gave no microphone. Allow it for this page and try again.",
    name: "Name",
    length: "Length",
    changed: "Changed",
    used: "Used in",
    unused: "nowhere",
    listen: "Listen",
    empty: "There are no recordings yet",
    emptyDetail: "Upload a sound in any format, or record one with your microphone.",
    uploaded: (name: string) => `“${name}” is ready`,
    delete: "Delete",
    deleteSure: "Delete this recording? It can’t be undone.",
    try: "Type and listen",
    tryHelp: "Hear a text with the company’s voice before it goes into a tree.",
    text: "Text",
    example: "Hello! You have reached our company.",
    hear: "Speak",
  },
  {
    title: "Музыка и записи",
    about: "Что слышат звонящие, кроме текстов: ваши объявления и музыка.",
    upload: "Загрузить",
    record: "Записать",
    stop: "Остановить и сохранить",
    recordingName: "Запись",
    uploading: (done: number, total: number) => `Загружено: ${done} из ${total}`,
    search: "Поиск",
    notFound: "Записи с таким названием нет",
    language: "Язык",
    noMicrophone: "Браузер не дал микрофон. Разрешите его для этой страницы и повторите.",
    name: "Название",
    length: "Длина",
    changed: "Изменена",
    used: "Используется",
    unused: "нигде",
    listen: "Послушать",
    empty: "Записей пока нет",
    emptyDetail: "Загрузите звук любого формата или запишите его микрофоном.",
    uploaded: (name: string) => `Запись «${name}» готова`,
    delete: "Удалить",
    deleteSure: "Удалить запись? Отменить это нельзя.",
    try: "Написать и послушать",
    tryHelp: "Послушайте текст голосом компании, прежде чем вставить его в дерево.",
    text: "Текст",
    example: "Здравствуйте! Вы позвонили в нашу компанию.",
    hear: "Произнести",
  },
);

type Row = components["schemas"]["RecordingRow"];

/** The name of a file as the server takes names: letters, digits, spaces, dots, dashes. */
function nameOf(file: string): string {
  const name = file.replace(/\.[^.]+$/, "").replace(/[^\p{L}\p{N}_ .-]+/gu, " ");
  return name.trim().slice(0, 90) || "recording";
}

export default function PromptsPage() {
  const t = useWords(promptWords);
  const c = useWords(common);
  const company = useCompany();
  const client = useQueryClient();
  const { message } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const key = recordingsKey(company);
  const query = useRecordings(company);
  const send = useMutation({
    mutationFn: ({ name, body }: { name: string; body: Blob }) =>
      upload(`/companies/${company}/prompts/uploads/${encodeURIComponent(name)}`, body),
    onSuccess: (_, { name }) => {
      void client.invalidateQueries({ queryKey: key });
      void message.success(t.uploaded(name));
    },
  });
  const errorWords = useErrorWords();
  const many = useUploads((file) => send.mutateAsync({ name: nameOf(file.name), body: file }));
  const recorder = useRecorder((body) =>
    send.mutate({
      name: `${t.recordingName} ${wallOf(Date.now()).replace(/[T:]/g, "-")}`,
      body,
    }),
  );
  const actions = (
    <>
      <input
        ref={input}
        hidden
        type="file"
        multiple
        accept="audio/*,video/*"
        aria-label={t.upload}
        onChange={(event) => {
          void many.start([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <Button
        icon={recorder.isRecording ? <StopOutlined /> : <AudioOutlined />}
        danger={recorder.isRecording}
        onClick={recorder.turn}
      >
        {recorder.isRecording ? `${t.stop} (${clock(recorder.seconds)})` : t.record}
      </Button>
      <Button
        type="primary"
        icon={<UploadOutlined />}
        loading={send.isPending}
        onClick={() => input.current?.click()}
      >
        {t.upload}
      </Button>
    </>
  );
  return (
    <Page title={t.title} about={t.about} actions={actions}>
      {recorder.failed && <Alert type="warning" showIcon closable title={t.noMicrophone} />}
      {send.error && (
        <Alert
          type="error"
          showIcon
          title={errorWords(send.error).title}
          description={errorWords(send.error).detail}
        />
      )}
      {many.total > 1 && (
        <div className="panel-card uploads" role="status">
          <span>{t.uploading(many.done, many.total)}</span>
          <Progress percent={Math.round((many.done / many.total) * 100)} showInfo={false} />
          <Button size="small" onClick={many.cancel}>
            {c.cancel}
          </Button>
        </div>
      )}
      <TrySpeech />
      {query.isPending && <Loading />}
      {query.isError && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && <Recordings rows={query.data} />}
    </Page>
  );
}

/** Several files, one after the other: how many are there, and a way to stop. */
function useUploads(send: (file: File) => Promise<unknown>) {
  const [{ done, total }, set] = useState({ done: 0, total: 0 });
  const stopped = useRef(false);
  const start = async (files: readonly File[]) => {
    stopped.current = false;
    set({ done: 0, total: files.length });
    for (const [index, file] of files.entries()) {
      if (stopped.current) break;
      // One that is no sound is told of; the others go on.
      await send(file).catch(() => undefined);
      set({ done: index + 1, total: files.length });
    }
    set({ done: 0, total: 0 });
  };
  return { done, total, start, cancel: () => (stopped.current = true) };
}

/** Where a recording is played: a place in the document, and the page on which it is changed. */
function UsedIn({ place }: { place: string }) {
  const [part = "", name = "", , node = ""] = place.split(".");
  const to =
    part === "trees"
      ? `/trees?tree=${name}&node=${node}`
      : `/${part === "schedules" ? "hours" : part}`;
  return <Link to={to}>{part === "trees" ? `${name} › ${node}` : `${part} › ${name}`}</Link>;
}

function Recordings({ rows: all }: { rows: readonly Row[] }) {
  const t = useWords(promptWords);
  const c = useWords(common);
  const locale = useLocale();
  const company = useCompany();
  const [typed, setTyped] = useState("");
  const needle = typed.trim().toLocaleLowerCase("ru");
  const rows = all.filter((row) => row.name.toLocaleLowerCase("ru").includes(needle));
  return (
    <>
      <div className="page-tools">
        <SearchBox label={t.search} value={typed} onChange={setTyped} />
      </div>
      <div className="list-card">
        <DataTable
          label={t.title}
          rows={rows}
          rowKey={(row) => row.name}
          empty={
            needle ? (
              <EmptyState title={t.notFound} />
            ) : (
              <EmptyState title={t.empty} detail={t.emptyDetail} />
            )
          }
          columns={[
            { key: "name", title: t.name, sort: (row) => row.name, render: (row) => row.name },
            {
              key: "listen",
              title: t.listen,
              render: (row) => (
                <Sound
                  label={row.name}
                  load={() =>
                    data(
                      api.GET("/api/v1/companies/{company}/prompts/uploads/{name}", {
                        params: { path: { company, name: row.name } },
                        parseAs: "blob",
                      }) as unknown as Promise<{ data?: Blob; response: Response }>,
                    )
                  }
                />
              ),
            },
            {
              key: "length",
              title: t.length,
              align: "right",
              sort: (row) => row.seconds,
              render: (row) => clock(row.seconds),
            },
            {
              key: "changed",
              title: t.changed,
              wide: true,
              sort: (row) => row.changed,
              render: (row) => formatTime(row.changed, locale),
            },
            {
              key: "used",
              title: t.used,
              wide: true,
              render: (row) =>
                row.used_in.length === 0 ? (
                  <span className="muted">{t.unused}</span>
                ) : (
                  <span className="used-in">
                    {row.used_in.map((place) => (
                      <UsedIn key={place} place={place} />
                    ))}
                  </span>
                ),
            },
            {
              key: "act",
              title: "",
              align: "right",
              render: (row) => (
                <span className="nowrap">
                  <Button
                    type="text"
                    size="small"
                    icon={<DownloadOutlined />}
                    aria-label={`${c.download}: ${row.name}`}
                    href={href(
                      `/companies/${company}/prompts/uploads/${encodeURIComponent(row.name)}`,
                    )}
                    download={`${row.name}.wav`}
                  />
                  <Remove row={row} />
                </span>
              ),
            },
          ]}
        />
      </div>
    </>
  );
}

function Remove({ row }: { row: Row }) {
  const t = useWords(promptWords);
  const c = useWords(common);
  const company = useCompany();
  const client = useQueryClient();
  const { message } = App.useApp();
  const errorWords = useErrorWords();
  const remove = useMutation({
    mutationFn: () =>
      api.DELETE("/api/v1/companies/{company}/prompts/uploads/{name}", {
        params: { path: { company, name: row.name } },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["recordings", company] }),
    onError: (error) => void message.error(errorWords(error).detail),
  });
  return (
    <Popconfirm
      title={t.deleteSure}
      okText={t.delete}
      cancelText={c.cancel}
      onConfirm={() => remove.mutate()}
    >
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined />}
        aria-label={`${t.delete}: ${row.name}`}
      />
    </Popconfirm>
  );
}

function TrySpeech() {
  const t = useWords(promptWords);
  const c = useWords(common);
  const company = useCompany();
  const locale = useLocale();
  const [text, setText] = useState(t.example);
  const [language, setLanguage] = useState<"ru" | "en">(locale);
  const said = `${language} ${text}`;
  return (
    <section className="panel-card try-speech">
      <h2>{t.try}</h2>
      <p className="muted">{t.tryHelp}</p>
      <Input.TextArea
        aria-label={t.text}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="try-speech-tools">
        <Select
          aria-label={t.language}
          value={language}
          options={(["ru", "en"] as const).map((value) => ({ value, label: c.language[value] }))}
          onChange={setLanguage}
        />
        <Sound key={said} label={t.hear} load={() => speak(company, text, language)} />
      </div>
    </section>
  );
}
