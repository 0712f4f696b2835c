/** Messages, newest first: listen, mark, delete and undo, send on and again. */
import { CaretRightOutlined, DownOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { useEffect, useMemo, useState } from "react";
import { subscribe } from "../../api/live";
import { useColleagues } from "../../app/colleagues";
import { clock, formatTime, phone } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { EmptyState, ErrorState, Loading } from "../../ui/states";
import { hasFailed, isOnItsWay, type Message } from "./delivery";
import type { Doings } from "./doings";
import { MessageDetail } from "./MessageDetail";
import { messageWords } from "./words";

/** A mailbox that a message can be forwarded to. */
export interface Target {
  name: string;
  title: string;
}

interface ListProps {
  doings: Doings;
  targets: readonly Target[];
  deleted: boolean;
  mayListen: boolean;
  mayChange: boolean;
  /** The own ones are heard once they were listened to; a company's are not. */
  isOwn: boolean;
}

const LOOK = 10_000;

export function MessageList(props: ListProps) {
  const t = useWords(messageWords);
  const query = useMessages(props.doings, props.deleted);
  const rows = useMemo(() => query.data?.pages.flatMap((one) => one.items) ?? [], [query.data]);
  if (query.isPending) return <Loading text={t.loading} />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (rows.length === 0) return <EmptyState title={t.empty} detail={t.emptyDetail} />;
  return (
    <>
      <ul className="messages">
        {rows.map((one) => (
          <MessageRow key={one.id} message={one} {...props} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t.more}
        </Button>
      )}
    </>
  );
}

/** Kept fresh by the live channel, and by looking while a mail is on its way. */
function useMessages(doings: Doings, deleted: boolean) {
  const client = useQueryClient();
  const key = useMemo(() => [...doings.key, deleted], [doings, deleted]);
  useEffect(() => {
    const again = () => void client.invalidateQueries({ queryKey: doings.key });
    return subscribe((events) => {
      if (events.some((one) => one.kind.startsWith("voicemail."))) again();
    }, again);
  }, [client, doings]);
  return useInfiniteQuery({
    queryKey: key,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => doings.page(pageParam, deleted),
    getNextPageParam: (last) => last.next ?? null,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(isOnItsWay)) ? LOOK : false,
  });
}

function MessageRow({ message, ...props }: ListProps & { message: Message }) {
  const t = useWords(messageWords);
  const locale = useLocale();
  const { nameOf } = useColleagues();
  const [open, setOpen] = useState<"closed" | "open" | "playing">("closed");
  const who = message.caller_name || nameOf(message.caller) || phone(message.caller, locale);
  const isNew = message.state === "new" && !message.removed;
  return (
    <li className={isNew ? "message fresh" : "message"}>
      <div className="message-head">
        {props.mayListen && (
          <Button
            shape="circle"
            icon={<CaretRightOutlined />}
            aria-label={t.listen(who)}
            onClick={() => setOpen("playing")}
          />
        )}
        <div className="message-who">
          <strong>{who}</strong>
          <span className="muted">
            {formatTime(message.started, locale)} · {clock(message.seconds)}
          </span>
        </div>
        <div className="message-tags">
          {isNew && <Tag color="blue">{t.fresh}</Tag>}
          {message.is_urgent && <Tag color="red">{t.urgent}</Tag>}
          {message.removed && <Tag>{t.deleted}</Tag>}
          {hasFailed(message) && <Tag color="red">{t.delivery}!</Tag>}
        </div>
        <Button
          type="text"
          icon={<DownOutlined rotate={open === "closed" ? 0 : 180} />}
          aria-label={t.details(who)}
          aria-expanded={open !== "closed"}
          onClick={() => setOpen(open === "closed" ? "open" : "closed")}
        />
      </div>
      {open !== "closed" && (
        <MessageDetail {...props} message={message} who={who} playing={open === "playing"} />
      )}
    </li>
  );
}
