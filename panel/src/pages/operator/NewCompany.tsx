/** A company begins with a name, a code, a language and a time zone; the rest is drawn. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Select } from "antd";
import { api, data } from "../../api/client";
import { common } from "../../i18n/common";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { useErrorWords } from "../../ui/states";
import { operatorWords } from "./words";

interface Entered {
  code: string;
  name: string;
  language: "ru" | "en";
  timezone: string;
}

export default function NewCompany({ onClose }: { onClose: () => void }) {
  const t = useWords(operatorWords);
  const c = useWords(common);
  const locale = useLocale();
  const client = useQueryClient();
  const errorWords = useErrorWords();
  const [form] = Form.useForm<Entered>();
  const make = useMutation({
    mutationFn: ({ code, name, language, timezone }: Entered) =>
      data(
        api.POST("/api/v1/companies", {
          body: {
            text: `code: ${code}\nname: ${JSON.stringify(name)}\nlanguage: ${language}\ntimezone: ${timezone}\n`,
          },
        }),
      ),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["companies"] });
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t.add}
      okText={t.create}
      cancelText={c.cancel}
      okButtonProps={{ loading: make.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {make.error && (
        <Alert
          type="error"
          showIcon
          title={errorWords(make.error).title}
          description={errorWords(make.error).detail}
        />
      )}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ language: locale, timezone: "Europe/Moscow" }}
        onFinish={(entered) => make.mutate(entered)}
      >
        <Form.Item name="name" label={t.name} rules={[{ required: true, whitespace: true }]}>
          <Input />
        </Form.Item>
        <Form.Item
          name="code"
          label={t.code}
          extra={t.codeHelp}
          rules={[{ required: true, pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, max: 40 }]}
        >
          <Input />
        </Form.Item>
        <Form.Item name="language" label={t.language}>
          <Select
            options={(["ru", "en"] as const).map((value) => ({ value, label: c.language[value] }))}
          />
        </Form.Item>
        <Form.Item name="timezone" label={t.timezone} rules={[{ required: true }]}>
          <Select
            showSearch
            options={Intl.supportedValuesOf("timeZone").map((value) => ({ value, label: value }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
