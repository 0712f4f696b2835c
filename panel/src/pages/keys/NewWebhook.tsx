import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Select } from "antd";
import { api, data } from "../../api/client";
import { useCompany } from "../../app/session";
import { common } from "../../i18n/common";
import { useWords } from "../../i18n/words";
import { useErrorWords } from "../../ui/states";
import { Secret } from "./Secret";
import { keyWords } from "./words";

const KINDS = ["call.*", "call.started", "call.answered", "call.ended", "queue.*", "person.*"];

/** An address that is told of what happens. */
export default function NewWebhook({ onClose }: { onClose: () => void }) {
  const t = useWords(keyWords);
  const c = useWords(common);
  const company = useCompany();
  const at = { params: { path: { company } } };
  const client = useQueryClient();
  const errorWords = useErrorWords();
  const [form] = Form.useForm<{ url: string; kinds: string[] }>();
  const make = useMutation({
    mutationFn: (body: { url: string; kinds: string[] }) =>
      data(api.POST("/api/v1/companies/{company}/webhooks", { ...at, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["webhooks", company] }),
  });
  return (
    <Modal
      open
      title={t.newHook}
      onCancel={onClose}
      cancelText={make.data ? c.close : c.cancel}
      okText={t.make}
      okButtonProps={{ style: make.data ? { display: "none" } : {}, loading: make.isPending }}
      onOk={() => form.submit()}
    >
      {make.error && <Alert type="error" showIcon title={errorWords(make.error).detail} />}
      {make.data ? (
        <Secret label={t.secretHook} value={make.data.secret} />
      ) : (
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ kinds: ["call.*"] }}
          onFinish={(entered) => make.mutate(entered)}
        >
          <Form.Item name="url" label={t.url} rules={[{ required: true, type: "url" }]}>
            <Input placeholder="https://crm.example.com/ringtree" />
          </Form.Item>
          <Form.Item name="kinds" label={t.kinds} extra={t.kindsHelp} rules={[{ required: true }]}>
            <Select mode="tags" options={KINDS.map((value) => ({ value, label: value }))} />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
}
