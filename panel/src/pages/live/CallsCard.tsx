import { PhoneOutlined, SwapOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Popconfirm, Tooltip } from "antd";
import { lazy, Suspense, useMemo, useState } from "react";
import { api } from "../../api/client";
import { useCompany, useMay } from "../../app/session";
import { common } from "../../i18n/common";
import { clock, phone } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { DataTable, type Column } from "../../ui/DataTable";
import { EmptyState, useErrorWords } from "../../ui/states";
import type { Live, LiveCall } from "./state";
import { secondsSince, useNow } from "./useLive";
import { liveWords } from "./words";

const MoveDialog = lazy(() => import("./MoveDialog"));

/** Every call: who, where, how long; a supervisor moves callers on and hangs up. */
export function CallsCard({ live }: { live: Live }) {
  const t = useWords(liveWords);
  const locale = useLocale();
  const mayAct = useMay("live:act");
  const mayDraw = useMay("document:read");
  const [moving, setMoving] = useState<LiveCall | null>(null);
  const calls = useMemo(
    () => Object.values(live.calls).sort((a, b) => a.started.localeCompare(b.started)),
    [live.calls],
  );
  const columns: Column<LiveCall>[] = [
    {
      key: "caller",
      title: t.caller,
      render: (one) => (
        <>
          {one.caller_name || live.people[one.caller]?.name || phone(one.caller, locale)}{" "}
          <span className="muted">{t.direction[one.direction] ?? ""}</span>
        </>
      ),
    },
    { key: "where", title: t.where, render: (one) => <Where call={one} live={live} /> },
    { key: "called", title: t.called, wide: true, render: (one) => phone(one.called, locale) },
    {
      key: "since",
      title: t.duration,
      align: "right",
      sort: (one) => one.started,
      render: (one) => <Lasts call={one} />,
    },
    ...(mayAct
      ? [
          {
            key: "act",
            title: "",
            align: "right" as const,
            render: (one: LiveCall) => (
              <CallActions call={one} {...(mayDraw ? { onMove: () => setMoving(one) } : {})} />
            ),
          },
        ]
      : []),
  ];
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
      {moving && (
        <Suspense fallback={null}>
          <MoveDialog call={moving} onClose={() => setMoving(null)} />
        </Suspense>
      )}
    </section>
  );
}

function Where({ call, live }: { call: LiveCall; live: Live }) {
  const t = useWords(liveWords);
  if (call.talks_with) {
    return <>{t.talksWith(live.people[call.talks_with]?.name ?? call.talks_with)}</>;
  }
  if (call.queue) return <>{t.waitsIn(live.queues[call.queue]?.title ?? call.queue)}</>;
  return <>{call.node ? `${call.tree} › ${call.node}` : "…"}</>;
}

function Lasts({ call }: { call: LiveCall }) {
  return <>{clock(secondsSince(call.started, useNow()))}</>;
}

function CallActions({ call, onMove }: { call: LiveCall; onMove?: () => void }) {
  const t = useWords(liveWords);
  const c = useWords(common);
  const company = useCompany();
  const { message } = App.useApp();
  const errorWords = useErrorWords();
  const hangUp = useMutation({
    mutationFn: () =>
      api.POST("/api/v1/companies/{company}/calls/{call}/hang-up", {
        params: { path: { company, call: call.call } },
      }),
    onError: (error) => void message.error(errorWords(error).detail),
  });
  return (
    <span className="row-actions">
      {onMove && call.direction === "inbound" && (
        <Tooltip title={t.move}>
          <Button
            size="small"
            type="text"
            aria-label={t.move}
            icon={<SwapOutlined />}
            onClick={onMove}
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
}
