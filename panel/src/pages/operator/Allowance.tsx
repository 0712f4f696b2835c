/** What the operator lets a company use: bounds that the company itself can't raise. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Checkbox, Form, InputNumber, Modal } from "antd";
import { api, data } from "../../api/client";
import type { components } from "../../api/schema";
import { common } from "../../i18n/common";
import { useWords } from "../../i18n/words";
import { ErrorState, Loading, useErrorWords } from "../../ui/states";
import { allowanceWords } from "./allowanceWords";

type Bounds = components["schemas"]["AllowanceView"];

const FIELDS = [
  "people",
  "simultaneous",
  "per_minute",
  "per_day",
  "minutes_per_day",
  "minutes_per_month",
  "longest_call",
] as const;

export default function Allowance(props: {
  company: { code: string; name: string };
  onClose: () => void;
}) {
  const t = useWords(allowanceWords);
  const c = useWords(common);
  const { message } = App.useApp();
  const client = useQueryClient();
  const errorWords = useErrorWords();
  const [form] = Form.useForm<Bounds>();
  const key = ["allowance", props.company.code];
  const params = { path: { code: props.company.code } };
  const query = useQuery({
    queryKey: key,
    queryFn: () => data(api.GET("/api/v1/operator/companies/{code}/allowance", { params })),
  });
  const keep = useMutation({
    mutationFn: (body: Bounds) =>
      data(api.PUT("/api/v1/operator/companies/{code}/allowance", { params, body })),
    onSuccess: (kept) => {
      client.setQueryData(key, kept);
      void message.success(t.kept);
      props.onClose();
    },
  });
  return (
    <Modal
      open
      title={t.title(props.company.name)}
      okText={c.save}
      cancelText={c.cancel}
      okButtonProps={{ loading: keep.isPending, disabled: !query.data }}
      onOk={() => form.submit()}
      onCancel={props.onClose}
    >
      <p className="muted">{t.about}</p>
      {query.isPending && <Loading />}
      {query.isError && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {keep.error && <Alert type="error" showIcon title={errorWords(keep.error).detail} />}
      {query.data && (
        <Form
          form={form}
          layout="vertical"
          initialValues={query.data}
          onFinish={(bounds) => keep.mutate(bounds)}
        >
          <div className="bounds">
            {FIELDS.map((name) => (
              <Form.Item key={name} name={name} label={t.fields[name]}>
                <InputNumber
                  min={name === "longest_call" ? 1 : 0}
                  max={name === "longest_call" ? 86_400 : 10_000_000}
                  precision={0}
                />
              </Form.Item>
            ))}
          </div>
          <Form.Item name="hard" valuePropName="checked">
            <Checkbox>{t.hard}</Checkbox>
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
}
