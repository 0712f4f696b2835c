/** Who is locked out of the server, for how long and why; and who never is. */
import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Form, Input, InputNumber, Modal, Popconfirm, Radio } from "antd";
import { useState } from "react";
import { api, data } from "../../api/client";
import { common } from "../../i18n/common";
import { formatTime } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { DataTable } from "../../ui/DataTable";
import { Page } from "../../ui/page";
import { usePages } from "../../ui/pages";
import { EmptyState, ErrorState, Loading, useErrorWords } from "../../ui/states";
import { operatorWords } from "./words";

const KEY = ["bans"];
const PAGE = 200;

export default function BansPage() {
  const t = useWords(operatorWords);
  const c = useWords(common);
  const locale = useLocale();
  const client = useQueryClient();
  const { message } = App.useApp();
  const errorWords = useErrorWords();
  const [open, setOpen] = useState(false);
  const { query, rows, more } = usePages(
    KEY,
    (cursor) =>
      data(api.GET("/api/v1/operator/bans", { params: { query: { limit: PAGE, cursor } } })),
    { refetchInterval: 10_000 },
  );
  const lift = useMutation({
    mutationFn: (subject: string) =>
      data(api.DELETE("/api/v1/operator/bans", { params: { query: { subject } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
    onError: (error) => void message.error(errorWords(error).detail),
  });
  return (
    <Page
      title={t.bans}
      about={t.aboutBans}
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
          {t.addBan}
        </Button>
      }
    >
      {query.isPending && <Loading />}
      {query.isError && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <div className="list-card audit-table">
          <DataTable
            fill
            label={t.bans}
            rows={rows}
            {...more}
            rowKey={(row) => `${row.kind} ${row.subject}`}
            empty={<EmptyState title={t.noBans} detail={t.noBansDetail} />}
            columns={[
              {
                key: "subject",
                title: t.who,
                sort: (row) => row.subject,
                render: (row) => row.subject,
              },
              {
                key: "kind",
                title: t.what,
                sort: (row) => row.kind,
                render: (row) => t.kinds[row.kind] ?? row.kind,
              },
              { key: "why", title: t.why, wide: true, render: (row) => row.why },
              {
                key: "times",
                title: t.times,
                align: "right",
                sort: (row) => row.times,
                render: (row) => row.times,
              },
              {
                key: "until",
                title: t.until,
                sort: (row) => row.until ?? "",
                render: (row) => (row.until ? formatTime(row.until, locale) : t.forEver),
              },
              {
                key: "act",
                title: "",
                align: "right",
                render: (row) => (
                  <Popconfirm
                    title={row.kind === "allowed" ? t.forgetSure : t.liftSure}
                    okText={row.kind === "allowed" ? t.forget : t.lift}
                    cancelText={c.cancel}
                    onConfirm={() => lift.mutate(row.subject)}
                  >
                    <Button size="small" aria-label={`${t.lift}: ${row.subject}`}>
                      {row.kind === "allowed" ? t.forget : t.lift}
                    </Button>
                  </Popconfirm>
                ),
              },
            ]}
          />
        </div>
      )}
      {open && <NewBan onClose={() => setOpen(false)} />}
    </Page>
  );
}

interface Entered {
  what: "ban" | "allow";
  address: string;
  hours: number;
}

function NewBan({ onClose }: { onClose: () => void }) {
  const t = useWords(operatorWords);
  const c = useWords(common);
  const client = useQueryClient();
  const errorWords = useErrorWords();
  const [form] = Form.useForm<Entered>();
  const what = Form.useWatch("what", form);
  const keep = useMutation({
    mutationFn: async ({ what, address, hours }: Entered) =>
      what === "ban"
        ? data(api.POST("/api/v1/operator/bans", { body: { address: address.trim(), hours } }))
        : data(api.PUT("/api/v1/operator/bans/allowed", { body: { network: address.trim() } })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: KEY });
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t.addBan}
      okText={c.save}
      cancelText={c.cancel}
      okButtonProps={{ loading: keep.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {keep.error && (
        <Alert
          type="error"
          showIcon
          title={errorWords(keep.error).title}
          description={errorWords(keep.error).detail}
        />
      )}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ what: "ban", hours: 24 }}
        onFinish={(entered) => keep.mutate(entered)}
      >
        <Form.Item name="what" label={t.what}>
          <Radio.Group
            options={[
              { value: "ban", label: t.banAddress },
              { value: "allow", label: t.allowNetwork },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="address"
          label={t.address}
          extra={what === "allow" ? t.networkHelp : t.addressHelp}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input />
        </Form.Item>
        {what !== "allow" && (
          <Form.Item name="hours" label={t.hours} rules={[{ required: true }]}>
            <InputNumber min={1} max={8784} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
