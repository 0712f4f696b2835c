import { DownOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Dropdown } from "antd";
import { memo, useMemo } from "react";
import { api } from "../../api/client";
import { useCompany, useMay } from "../../app/session";
import { clock } from "../../i18n/format";
import { useWords } from "../../i18n/words";
import { DataTable, type Column } from "../../ui/DataTable";
import { EmptyState, useErrorWords } from "../../ui/states";
import type { Live, LivePerson } from "./state";
import { lasts, useNow } from "./useLive";
import { PersonState, personState } from "./PersonState";
import { liveWords } from "./words";

/** Everybody, with what they do and since when; a supervisor changes their presence. */
export function PeopleCard({ live }: { live: Live }) {
  const t = useWords(liveWords);
  const mayAct = useMay("live:act");
  const people = useMemo(() => Object.values(live.people), [live.people]);
  const columns = useMemo<Column<LivePerson>[]>(
    () => [
      {
        key: "name",
        title: t.person,
        sort: (one) => one.name,
        render: (one) => (
          <>
            {one.name} <span className="muted num">{one.extension}</span>
          </>
        ),
      },
      {
        key: "state",
        title: t.state,
        sort: personState,
        render: (one) => <PersonState person={one} />,
      },
      {
        key: "since",
        title: t.since,
        align: "right",
        render: (one) => <Since person={one} />,
      },
      ...(mayAct
        ? [
            {
              key: "act",
              title: "",
              render: (one: LivePerson) => (
                <PresenceButton extension={one.extension} name={one.name} presence={one.presence} />
              ),
            },
          ]
        : []),
    ],
    [t, mayAct],
  );
  return (
    <section className="live-section">
      <h2>{t.people}</h2>
      <div className="list-card">
        <DataTable
          label={t.people}
          rows={people}
          columns={columns}
          rowKey={(one) => one.extension}
          empty={<EmptyState title={t.noPeople} detail={t.noPeopleDetail} />}
        />
      </div>
    </section>
  );
}

function Since({ person }: { person: LivePerson }) {
  return <>{clock(lasts(person, useNow()))}</>;
}

interface PresenceProps {
  extension: string;
  name: string;
  presence: string;
}

const PresenceButton = memo(function PresenceButton({ extension, name, presence }: PresenceProps) {
  const t = useWords(liveWords);
  const company = useCompany();
  const { message } = App.useApp();
  const errorWords = useErrorWords();
  const change = useMutation({
    mutationFn: (wanted: "ready" | "not_ready" | "logged_out") =>
      api.PUT("/api/v1/companies/{company}/people/{extension}/presence", {
        params: { path: { company, extension } },
        body: { presence: wanted },
      }),
    onSuccess: () => void message.success(t.changed),
    onError: (error) => void message.error(errorWords(error).detail),
  });
  const choices = ["ready", "not_ready", "logged_out"] as const;
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        selectedKeys: [presence],
        items: choices.map((key) => ({ key, label: t.presence[key] })),
        onClick: ({ key }) => change.mutate(key as (typeof choices)[number]),
      }}
    >
      <Button
        size="small"
        type="text"
        icon={<DownOutlined />}
        loading={change.isPending}
        aria-label={t.setPresence(name)}
      />
    </Dropdown>
  );
});
