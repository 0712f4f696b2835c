/** One message: its sound, the delivery address by address, and what can be done with it. */
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Dropdown } from "antd";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { useMay } from "../../app/session";
import { common } from "../../i18n/common";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { useErrorWords } from "../../ui/states";
import { told, toldOfHook, type MailState, type Message, type Told } from "./delivery";
import type { Doings } from "./doings";
import type { Target } from "./MessageList";
import { messageWords } from "./words";

interface DetailProps {
  message: Message;
  who: string;
  playing: boolean;
  doings: Doings;
  targets: readonly Target[];
  mayListen: boolean;
  mayChange: boolean;
  isOwn: boolean;
}

export function MessageDetail(props: DetailProps) {
  const { message } = props;
  const t = useWords(messageWords);
  const mayReadCalls = useMay("calls:read");
  return (
    <div className="message-detail">
      {props.mayListen && <Player {...props} />}
      {message.transcript && (
        <p>
          <span className="muted">{t.transcript}:</span> {message.transcript}
        </p>
      )}
      <p className="muted">
        {[
          message.path.length > 0 ? `${t.way}: ${message.path.join(" → ")}` : "",
          message.forwarded_by ? t.forwardedBy(message.forwarded_by) : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {mayReadCalls && (
        <p>
          <Link to={`/journal/${message.call}`}>{t.call}</Link>
        </p>
      )}
      <Delivery {...props} />
      {props.mayChange && <Actions {...props} />}
    </div>
  );
}

/** The browser asks for the parts it plays; nobody waits for a whole quarter of an hour. */
function Player({ message, who, playing, doings, isOwn, mayChange }: DetailProps) {
  const t = useWords(messageWords);
  const run = useRun();
  const player = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    // Where a browser wants a click on the player itself, it stays there to be clicked.
    if (playing) player.current?.play().catch(() => undefined);
  }, [playing]);
  const heard = () => {
    if (isOwn && mayChange && message.state === "new" && !message.removed)
      void run(doings, () => doings.mark(message.id, "old"));
  };
  return (
    <audio
      ref={player}
      controls
      preload="none"
      aria-label={t.sound(who)}
      src={doings.sound(message.id)}
      onPlaying={heard}
    />
  );
}

function Delivery({ message, doings, mayChange }: DetailProps) {
  const t = useWords(messageWords);
  const locale = useLocale();
  const hook = toldOfHook(message, locale);
  if (message.mails.length === 0 && hook === null) return null;
  return (
    <dl className="deliveries" aria-label={t.delivery}>
      {message.mails.map((one) => (
        <State
          key={`${one.mail} ${one.address}`}
          name={one.address}
          answer={one.answer}
          told={told(one, locale)}
        >
          {mayChange && <AgainTo one={one} doings={doings} />}
        </State>
      ))}
      {hook && <State name={t.webhook} answer={message.webhook_answer} told={hook} />}
    </dl>
  );
}

function State(props: { name: string; answer: string; told: Told; children?: React.ReactNode }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>
        <span className={`delivery-${props.told.tone}`}>{props.told.words}</span>
        {props.answer && <span className="muted"> {props.answer}</span>} {props.children}
      </dd>
    </div>
  );
}

function AgainTo({ one, doings }: { one: MailState; doings: Doings }) {
  const t = useWords(messageWords);
  const run = useRun();
  const { resendTo } = doings;
  if (!resendTo || one.state === "waiting") return null;
  return (
    <Button
      size="small"
      type="link"
      onClick={() =>
        void run(
          doings,
          () => resendTo(one.mail, one.address),
          ({ addresses }) => t.resent(addresses),
        )
      }
    >
      {t.again(one.address)}
    </Button>
  );
}

function Actions({ message, doings, targets }: DetailProps) {
  const t = useWords(messageWords);
  const c = useWords(common);
  const run = useRun();
  const { message: toast } = App.useApp();
  const restore = () =>
    run(
      doings,
      () => doings.restore(message.id),
      () => t.restored,
    );
  if (message.removed)
    return (
      <div className="message-actions">
        <Button onClick={() => void restore()}>{t.restore}</Button>
      </div>
    );
  const other = message.state === "new" ? "old" : "new";
  const remove = async () => {
    if (!(await run(doings, () => doings.remove(message.id)))) return;
    const key = `undo ${message.id}`;
    const undo = () => {
      toast.destroy(key);
      void restore();
    };
    void toast.info({
      key,
      duration: 10,
      content: (
        <>
          {t.removed}{" "}
          <Button size="small" type="link" onClick={undo}>
            {t.undo}
          </Button>
        </>
      ),
    });
  };
  const forward = (name: string) => {
    const title = targets.find((one) => one.name === name)?.title ?? name;
    void run(
      doings,
      () => doings.forward(message.id, name),
      () => t.forwarded(title),
    );
  };
  const items = targets
    .filter((one) => one.name !== message.mailbox)
    .map((one) => ({ key: one.name, label: one.title || one.name }));
  const hasHook = message.webhook !== "";
  return (
    <div className="message-actions">
      <Button onClick={() => void run(doings, () => doings.mark(message.id, other))}>
        {message.state === "new" ? t.markOld : t.markNew}
      </Button>
      {items.length > 0 && (
        <Dropdown trigger={["click"]} menu={{ items, onClick: ({ key }) => forward(key) }}>
          <Button>{t.forward}</Button>
        </Dropdown>
      )}
      {(message.mails.length > 0 || hasHook) && (
        <Button
          onClick={() =>
            void run(
              doings,
              () => doings.resend(message.id),
              ({ addresses, webhook }) =>
                addresses === 0 && webhook ? t.hookAgain : t.resent(addresses),
            )
          }
        >
          {message.mails.length > 0 ? t.resend : t.resendHook}
        </Button>
      )}
      <Button danger onClick={() => void remove()}>
        {c.delete}
      </Button>
    </div>
  );
}

/** Do it, say how it went, and look again. */
function useRun() {
  const client = useQueryClient();
  const { message } = App.useApp();
  const errorWords = useErrorWords();
  return async <T,>(
    doings: Doings,
    work: () => Promise<T>,
    said?: (done: T) => string,
  ): Promise<boolean> => {
    try {
      const done = await work();
      if (said) void message.success(said(done));
      return true;
    } catch (error) {
      void message.error(errorWords(error).detail, 8);
      return false;
    } finally {
      void client.invalidateQueries({ queryKey: doings.key });
    }
  };
}
