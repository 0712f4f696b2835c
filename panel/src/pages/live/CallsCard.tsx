import { PhoneOutlined, ShareAltOutlined, SwapOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Popconfirm, Tooltip } from "antd";
import { lazy, memo, Suspense, useMemo, useState } from "react";
import { api } from "../../api/client";
import { useCompany, useMay } from "../../app/session";
import { common } from "../../i18n/common";
import { clock, phone } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { DataTable, type Column } from "../../ui/DataTable";
import { EmptyState, useErrorWords } from "../../ui/states";
import type { Live, LiveCall, Names } from "./state";
import { secondsSince, useNames, useNow } from "./useLive";
import { liveWords } from "./words";

const TransferDialog = lazy(() => import("../../app/TransferDialog"));
const MoveDialog = lazy(() => import("./MoveDialog"));

/** Every call: who, where, how long; a supervisor moves callers on and hangs up. */
export function CallsCard({ live }: { live: Live }) {
  const t = useWords(liveWords);
  const company = useCompany();
  const [moving, setMoving] = useState<string | null>(null);
  const [handing, setHanding] = useState<string | null>(null);
  const calls = useMemo(
    () => Object.values(live.calls).sort((a, b) => a.started.localeCompare(b.started)),
    [live.calls],
  );
  const columns = useColumns(useNames(live), setMoving, setHanding);
  const handed = handing === null ? undefined : live.calls[handing];
  const moved = moving === null ? undefined : live.calls[moving];
  return (
    <section className="live-section">
      <h2>{t.calls}</h2>
      <div className="list-card">
        <DataTable
          label={t.calls}
          rows={calls}
          columns={columns}
          rowKey={(one) => one.call}
          empty={<EmptyState title={t.noCalls} detail={t.noCallsDetail} />}
        />
      </div>
      {moved && (
        <Suspense fallback={null}>
          <MoveDialog call={moved} onClose={() => setMoving(null)} />
        </Suspense>
      )}
      {handed && (
        <Suspense fallback={null}>
          <TransferDialog
            call={handed}
            send={(to, extension) =>
              api.POST("/api/v1/companies/{company}/calls/{call}/transfer", {
                params: { path: { company, call: handed.call } },
                body: { to, extension },
              })
            }
            onClose={() => setHanding(null)}
          />
        </Suspense>
      )}
    </section>
  );
}

/** The same columns until a name changes: a row is drawn anew when its call has changed. */
function useColumns(
  names: Names,
  onMove: (call: string) => void,
  onTransfer: (call: string) => void,
): Column<LiveCall>[] {
  const t = useWords(liveWords);
  const locale = useLocale();
  const mayAct = useMay("live:act");
  const mayDraw = useMay("document:read");
  return useMemo(
    () => [
      {
        key: "caller",
        title: t.caller,
        render: (one) => (
          <>
            {one.caller_name || names.people[one.caller] || phone(one.caller, locale)}{" "}
            <span className="muted">{t.direction[one.direction] ?? ""}</span>
          </>
        ),
      },
      { key: "where", title: t.where, render: (one) => <Where call={one} names={names} /> },
      {
        key: "called",
        title: t.called,
        wide: true,
        render: (one) => <span className="nowrap">{phone(one.called, locale)}</span>,
      },
      {
        key: "since",
        title: t.duration,
        align: "right",
        sort: (one) => one.started,
        render: (one) => <Lasts started={one.started} />,
      },
      ...(mayAct
        ? [
            {
              key: "act",
              title: "",
              align: "right" as const,
              render: (one: LiveCall) => (
                <CallActions
                  call={one.call}
                  {...(mayDraw && one.direction === "inbound" ? { onMove } : {})}
                  {...(one.talks_with ? { onTransfer } : {})}
                />
              ),
            },
          ]
        : []),
    ],
    [t, locale, names, mayAct, mayDraw, onMove, onTransfer],
  );
}

function Where({ call, names }: { call: LiveCall; names: Names }) {
  const t = useWords(liveWords);
  if (call.talks_with) {
    return <>{t.talksWith(names.people[call.talks_with] ?? call.talks_with)}</>;
  }
  if (call.queue) return <>{t.waitsIn(names.queues[call.queue] ?? call.queue)}</>;
  return <>{call.node ? `${call.tree} › ${call.node}` : "…"}</>;
}

const Lasts = memo(function Lasts({ started }: { started: string }) {
  return <>{clock(secondsSince(started, useNow()))}</>;
});

interface ActionsProps {
  call: string;
  onMove?: (call: string) => void;
  onTransfer?: (call: string) => void;
}

const CallActions = memo(function CallActions({ call, onMove, onTransfer }: ActionsProps) {
  const t = useWords(liveWords);
  const c = useWords(common);
  const company = useCompany();
  const { message } = App.useApp();
  const errorWords = useErrorWords();
  const hangUp = useMutation({
    mutationFn: () =>
      api.POST("/api/v1/companies/{company}/calls/{call}/hang-up", {
        params: { path: { company, call } },
      }),
    onError: (error) => void message.error(errorWords(error).detail),
  });
  return (
    <span className="row-actions">
      {onTransfer && (
        <Tooltip title={t.transfer}>
          <Button
            size="small"
            type="text"
            aria-label={t.transfer}
            icon={<ShareAltOutlined />}
            onClick={() => onTransfer(call)}
          />
        </Tooltip>
      )}
      {onMove && (
        <Tooltip title={t.move}>
          <Button
            size="small"
            type="text"
            aria-label={t.move}
            icon={<SwapOutlined />}
            onClick={() => onMove(call)}
          />
        </Tooltip>
      )}
      <Popconfirm
        title={t.hangUpSure}
        okText={t.hangUp}
        cancelText={c.cancel}
        onConfirm={() => hangUp.mutate()}
      >
        <Button
          size="small"
          type="text"
          danger
          aria-label={t.hangUp}
          title={t.hangUp}
          loading={hangUp.isPending}
          icon={<PhoneOutlined rotate={225} />}
        />
      </Popconfirm>
    </span>
  );
});
