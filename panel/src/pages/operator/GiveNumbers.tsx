/** Numbers for a company, as many as are pasted; all of them or none. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Select } from "antd";
import { api, data } from "../../api/client";
import { common } from "../../i18n/common";
import { useWords } from "../../i18n/words";
import { useErrorWords } from "../../ui/states";
import { useCompanies } from "./companies";
import { numbersIn } from "./numbersIn";
import { POOL } from "./pool";
import { operatorWords } from "./words";

interface Entered {
  company: string;
  numbers: string;
}

export default function GiveNumbers({ onClose }: { onClose: () => void }) {
  const t = useWords(operatorWords);
  const c = useWords(common);
  const client = useQueryClient();
  const errorWords = useErrorWords();
  const [form] = Form.useForm<Entered>();
  const companies = useCompanies();
  const give = useMutation({
    mutationFn: ({ company, numbers }: Entered) =>
      data(
        api.POST("/api/v1/operator/numbers", { body: { company, numbers: numbersIn(numbers) } }),
      ),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: POOL });
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t.give}
      okText={t.giveNow}
      cancelText={c.cancel}
      okButtonProps={{ loading: give.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {give.error && (
        <Alert
          type="error"
          showIcon
          title={errorWords(give.error).title}
          description={errorWords(give.error).detail}
        />
      )}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(entered) => give.mutate(entered)}
      >
        <Form.Item name="company" label={t.company} rules={[{ required: true }]}>
          <Select
            showSearch
            optionFilterProp="label"
            options={(companies.data ?? []).map((one) => ({
              value: one.code,
              label: `${one.name} (${one.code})`,
            }))}
          />
        </Form.Item>
        <Form.Item
          name="numbers"
          label={t.numbers}
          extra={t.numbersHelp}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input.TextArea rows={4} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
