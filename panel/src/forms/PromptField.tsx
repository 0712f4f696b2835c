/** What a caller hears: words to be spoken, or an uploaded recording; several play in order. */
import { CaretRightOutlined, DeleteOutlined, PlusOutlined, StopOutlined } from "@ant-design/icons";
import { App, Button, Input, Segmented, Select } from "antd";
import { useEffect, useRef, useState } from "react";
import { list, mapping, words, type Plain } from "../document/text";
import { valueLabel } from "../document/fieldWords";
import { useLocale } from "../i18n/locale";
import { common } from "../i18n/common";
import { useWords } from "../i18n/words";
import { useErrorWords } from "../ui/states";
import { useBuffered } from "./buffered";
import type { WidgetProps } from "./widget";
import { formWords } from "./words";

type One = { text: string; language: string; file: string; isFile: boolean };

function readOne(value: Plain): One {
  const inner = mapping(value);
  const isFile = inner.file !== undefined;
  return {
    text: typeof value === "object" ? words(inner.text) : words(value),
    language: words(inner.language),
    file: words(inner.file),
    isFile,
  };
}

function writeOne(one: One): Plain {
  if (one.isFile) return { file: one.file };
  return one.language ? { text: one.text, language: one.language } : one.text;
}

export function PromptField(props: WidgetProps & { many: boolean }) {
  const { value, onChange, context, many, required } = props;
  const t = useWords(formWords);
  const items = list(value).map(readOne);
  const shown = items.length > 0 ? items : [{ text: "", language: "", file: "", isFile: false }];
  const write = (next: One[], typing: boolean) => {
    const kept = next.filter((one) => one.isFile || one.text.trim() !== "" || next.length > 1);
    if (kept.length === 0) onChange(required ? "" : undefined, typing);
    else onChange(kept.length === 1 ? writeOne(kept[0] as One) : kept.map(writeOne), typing);
  };
  return (
    <div className="field-list">
      {shown.map((one, index) => (
        <PromptOne
          key={index}
          id={index === 0 ? props.id : `${props.id}-${index}`}
          label={props.label}
          one={one}
          context={context}
          onChange={(next, typing) =>
            write(
              shown.map((other, at) => (at === index ? next : other)),
              typing,
            )
          }
          {...(shown.length > 1
            ? {
                onRemove: () =>
                  write(
                    shown.filter((_, at) => at !== index),
                    false,
                  ),
              }
            : {})}
        />
      ))}
      {many && items.length > 0 && !context.readOnly && (
        <Button
          size="small"
          type="dashed"
          icon={<PlusOutlined />}
          onClick={() =>
            onChange(
              [...shown.map(writeOne), ""].filter((one, at) => one !== "" || at > 0),
              false,
            )
          }
        >
          {t.addText}
        </Button>
      )}
    </div>
  );
}

function PromptOne(props: {
  id: string;
  label: string;
  one: One;
  context: WidgetProps["context"];
  onChange: (one: One, typing: boolean) => void;
  onRemove?: () => void;
}) {
  const { one, context, onChange, id } = props;
  const t = useWords(formWords);
  const c = useWords(common);
  const locale = useLocale();
  const text = useBuffered(one.text, (typed) => onChange({ ...one, text: typed }, true));
  return (
    <div className="prompt">
      {one.isFile ? (
        <Select
          id={id}
          value={one.file || undefined}
          placeholder={t.chooseRecording}
          notFoundContent={t.noRecordings}
          disabled={context.readOnly}
          options={context.recordings.map((name) => ({ value: name, label: name }))}
          onChange={(file: string) => onChange({ ...one, file }, false)}
        />
      ) : (
        <Input.TextArea
          id={id}
          value={text.value}
          disabled={context.readOnly}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={4000}
          onChange={(event) => text.change(event.target.value)}
          onBlur={text.flush}
        />
      )}
      <div className="prompt-tools">
        {!context.readOnly && (
          <Segmented
            size="small"
            aria-label={props.label}
            value={one.isFile ? "file" : "text"}
            options={[
              { value: "text", label: t.text },
              { value: "file", label: t.recording },
            ]}
            onChange={(kind) => onChange({ ...one, isFile: kind === "file" }, false)}
          />
        )}
        {!one.isFile && (
          <Select
            size="small"
            aria-label={t.language}
            disabled={context.readOnly}
            value={one.language}
            popupMatchSelectWidth={false}
            options={[
              { value: "", label: t.defaultLanguage },
              { value: "ru", label: valueLabel("ru", locale) },
              { value: "en", label: valueLabel("en", locale) },
            ]}
            onChange={(language: string) => onChange({ ...one, language }, false)}
          />
        )}
        {!one.isFile && context.speak && text.value.trim() !== "" && (
          <Listen text={text.value} language={one.language || context.language} context={context} />
        )}
        {props.onRemove && !context.readOnly && (
          <Button
            size="small"
            type="text"
            aria-label={c.remove}
            icon={<DeleteOutlined />}
            onClick={props.onRemove}
          />
        )}
      </div>
    </div>
  );
}

function Listen(props: { text: string; language: string; context: WidgetProps["context"] }) {
  const t = useWords(formWords);
  const { message } = App.useApp();
  const errorWords = useErrorWords();
  const audio = useRef<HTMLAudioElement | null>(null);
  const [phase, setPhase] = useState<"idle" | "speaking" | "playing">("idle");

  useEffect(() => () => audio.current?.pause(), []);

  const play = async () => {
    setPhase("speaking");
    try {
      const sound = await props.context.speak?.(props.text, props.language);
      if (!sound) return setPhase("idle");
      const url = URL.createObjectURL(sound);
      const player = new Audio(url);
      audio.current = player;
      player.onended = () => {
        URL.revokeObjectURL(url);
        setPhase("idle");
      };
      setPhase("playing");
      await player.play();
    } catch (error) {
      setPhase("idle");
      void message.error(errorWords(error).detail || errorWords(error).title);
    }
  };
  if (phase === "playing") {
    return (
      <Button
        size="small"
        type="text"
        icon={<StopOutlined />}
        onClick={() => {
          audio.current?.pause();
          setPhase("idle");
        }}
      >
        {t.stop}
      </Button>
    );
  }
  return (
    <Button
      size="small"
      type="text"
      icon={<CaretRightOutlined />}
      loading={phase === "speaking"}
      onClick={() => void play()}
    >
      {phase === "speaking" ? t.speaking : t.listen}
    </Button>
  );
}
