import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Select } from "antd";
import { api, data } from "../../api/client";
import type { components } from "../../api/schema";
import { useCompany, useSession } from "../../app/session";
import { common } from "../../i18n/common";
import { useWords } from "../../i18n/words";
import { useErrorWords } from "../../ui/states";
import { Secret } from "./Secret";
import { keyWords } from "./words";

type Scope = components["schemas"]["NewKey"]["scopes"][number];

/** A key with what it may do; nobody gives away a right that he has not himself. */
export default function NewKey({ onClose }: { onClose: () => void }) {
  const t = useWords(keyWords);
  const c = useWords(common);
  const { session } = useSession();
  const company = useCompany();
  const at = { params: { path: { company } } };
  const client = useQueryClient();
  const errorWords = useErrorWords();
  const [form] = Form.useForm<{ name: string; scopes: Scope[] }>();
  const make = useMutation({
    mutationFn: (body: { name: string; scopes: Scope[] }) =>
      data(api.POST("/api/v1/companies/{company}/keys", { ...at, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["keys", company] }),
  });
  return (
    <Modal
      open
      title={t.newKey}
      onCancel={onClose}
      cancelText={make.data ? c.close : c.cancel}
      okText={t.make}
      okButtonProps={{ style: make.data ? { display: "none" } : {}, loading: make.isPending }}
      onOk={() => form.submit()}
    >
      {make.error && <Alert type="error" showIcon title={errorWords(make.error).detail} />}
      {make.data ? (
        <Secret label={t.secretKey} value={make.data.key} />
      ) : (
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={(entered) => make.mutate(entered)}
        >
          <Form.Item name="name" label={t.name} rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={200} placeholder="CRM" />
          </Form.Item>
          <Form.Item name="scopes" label={t.scopes} rules={[{ required: true }]}>
            <Select
              mode="multiple"
              options={session.user.permissions.map((value) => ({ value, label: value }))}
            />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
}
