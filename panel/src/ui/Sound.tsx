/** A sound with its waveform: click into it to hear that place. */
import { CaretRightOutlined, PauseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { clock } from "../i18n/format";
import { common } from "../i18n/common";
import { useWords } from "../i18n/words";
import { bilingual } from "../i18n/words";
import { useErrorWords } from "./states";
import { peaks } from "./waveform";

const soundWords = bilingual(
  { play: "Play", pause: "Pause", position: "Place in the sound", loading: "Loading the sound…" },
  { play: "Слушать", pause: "Пауза", position: "Место записи", loading: "Загружаем звук…" },
);

const BARS = 160;

/** `load` is asked when somebody first wants to hear it. */
export function Sound(props: { load: () => Promise<Blob>; label: string; onHeard?: () => void }) {
  const t = useWords(soundWords);
  const c = useWords(common);
  const errorWords = useErrorWords();
  const player = useRef<HTMLAudioElement | null>(null);
  const [state, setState] = useState<"idle" | "loading" | "playing" | "paused">("idle");
  const [bars, setBars] = useState<number[]>([]);
  const [place, setPlace] = useState({ at: 0, length: 0 });
  const [error, setError] = useState<unknown>(null);

  useEffect(
    () => () => {
      player.current?.pause();
      if (player.current) URL.revokeObjectURL(player.current.src);
    },
    [],
  );

  const open = async () => {
    setState("loading");
    try {
      const sound = await props.load();
      const audio = new Audio(URL.createObjectURL(sound));
      player.current = audio;
      audio.ontimeupdate = () => setPlace({ at: audio.currentTime, length: audio.duration || 0 });
      audio.onloadedmetadata = audio.ontimeupdate;
      audio.onended = () => {
        setState("paused");
        props.onHeard?.();
      };
      setBars(await shapeOf(sound));
      await audio.play();
      setState("playing");
      setError(null);
    } catch (wrong) {
      setError(wrong);
      setState("idle");
    }
  };
  const turn = () => {
    const audio = player.current;
    if (!audio) return void open();
    if (state === "playing") {
      audio.pause();
      setState("paused");
    } else {
      void audio.play();
      setState("playing");
    }
  };
  const seek = (share: number) => {
    const audio = player.current;
    if (audio?.duration) audio.currentTime = Math.min(1, Math.max(0, share)) * audio.duration;
  };
  const share = place.length > 0 ? place.at / place.length : 0;
  const playing = state === "playing";
  return (
    <div className="sound">
      <Button
        shape="circle"
        aria-label={`${playing ? t.pause : t.play}: ${props.label}`}
        icon={playing ? <PauseOutlined /> : <CaretRightOutlined />}
        loading={state === "loading"}
        onClick={turn}
      />
      {bars.length > 0 && (
        <div
          className="waveform"
          role="slider"
          tabIndex={0}
          aria-label={t.position}
          aria-valuemin={0}
          aria-valuemax={Math.round(place.length)}
          aria-valuenow={Math.round(place.at)}
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            seek((event.clientX - box.left) / box.width);
          }}
          onKeyDown={(event) => {
            if (event.key === "ArrowRight") seek(share + 0.05);
            if (event.key === "ArrowLeft") seek(share - 0.05);
          }}
        >
          {bars.map((height, index) => (
            <span
              key={index}
              className={index / bars.length < share ? "heard" : ""}
              style={{ height: `${Math.max(6, height * 100)}%` }}
            />
          ))}
        </div>
      )}
      {place.length > 0 && (
        <span className="num muted">
          {clock(place.at)} / {clock(place.length)}
        </span>
      )}
      {error !== null && (
        <span className="field-problem error">
          {errorWords(error).detail}{" "}
          <Button size="small" type="link" onClick={() => void open()}>
            {c.retry}
          </Button>
        </span>
      )}
    </div>
  );
}

async function shapeOf(sound: Blob): Promise<number[]> {
  try {
    const context = new OfflineAudioContext(1, 1, 8000);
    const decoded = await context.decodeAudioData(await sound.arrayBuffer());
    return peaks(decoded.getChannelData(0), BARS);
  } catch {
    return []; // it can still be heard
  }
}
