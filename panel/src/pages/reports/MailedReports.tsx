/** Reports that go out by mail. */
import { DeleteOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Select } from "antd";
import { api, data } from "../../api/client";
import type { components } from "../../api/schema";
import { useCompany } from "../../app/session";
import { useLocale } from "../../i18n/locale";
import { useWords } from "../../i18n/words";
import { useErrorWords } from "../../ui/states";
import { reportWords } from "./words";

type NewReport = components["schemas"]["NewMailedReport"];

export default function MailedReports() {
  const t = useWords(reportWords);
  const locale = useLocale();
  const company = useCompany();
  const client = useQueryClient();
  const errorWords = useErrorWords();
  const [form] = Form.useForm<NewReport>();
  const at = { params: { path: { company } } };
  const key = ["mailed-reports", company];
  const query = useQuery({
    queryKey: key,
    queryFn: () => data(api.GET("/api/v1/companies/{company}/reports/mailed", at)),
  });
  const refresh = () => client.invalidateQueries({ queryKey: key });
  const add = useMutation({
    mutationFn: (body: NewReport) =>
      api.POST("/api/v1/companies/{company}/reports/mailed", { ...at, body }),
    onSuccess: () => {
      form.resetFields();
      void refresh();
    },
  });
  const remove = useMutation({
    mutationFn: (report: string) =>
      api.DELETE("/api/v1/companies/{company}/reports/mailed/{report}", {
        params: { path: { company, report } },
      }),
    onSettled: refresh,
  });
  const error = add.error ?? remove.error;
  return (
    <section className="panel-card">
      <h2>{t.mailed}</h2>
      <p className="muted">{t.mailedHelp}</p>
      {error && <Alert type="error" showIcon title={errorWords(error).detail} />}
      {query.data?.length === 0 && <p className="muted mailed-none">{t.noMailed}</p>}
      {query.data?.map((one) => (
        <div className="session-row" key={one.id}>
          <span>
            {t.every[one.period] ?? one.period} {t.at(one.hour)}{" "}
            <span className="muted">{one.to.join(", ")}</span>
          </span>
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            onClick={() => remove.mutate(one.id)}
          >
            {t.remove}
          </Button>
        </div>
      ))}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        className="mailed-form"
        initialValues={{ period: "day", hour: 8, to: [] }}
        onFinish={(entered) => add.mutate({ ...entered, language: locale })}
      >
        <Form.Item name="period" label={t.period}>
          <Select
            style={{ width: 170 }}
            options={Object.entries(t.every).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item name="hour" label={t.hour}>
          <Select
            style={{ width: 90 }}
            options={Array.from({ length: 24 }, (_, hour) => ({
              value: hour,
              label: `${hour}:00`,
            }))}
          />
        </Form.Item>
        <Form.Item
          name="to"
          label={t.to}
          className="mailed-to"
          rules={[
            { required: true, type: "array", min: 1, message: t.toWhom },
            { type: "array", defaultField: { type: "email", message: t.wrongAddress } },
          ]}
        >
          <Select
            mode="tags"
            open={false}
            suffixIcon={null}
            placeholder={t.help}
            tokenSeparators={[",", ";", " "]}
          />
        </Form.Item>
        <Button htmlType="submit" loading={add.isPending}>
          {t.add}
        </Button>
      </Form>
    </section>
  );
}
