import { Checkbox, Form, Select } from "antd";
import { WEEKDAYS } from "../../../document/week";
import { common } from "../../../i18n/common";
import { useWords } from "../../../i18n/words";
import type { StepProps } from "./guide";
import { stepWords } from "./stepWords";

/** Every half an hour of a day. */
const TIMES: readonly { value: string; label: string }[] = Array.from(
  { length: 48 },
  (_, index) => {
    const text = `${String(Math.floor(index / 2)).padStart(2, "0")}:${index % 2 ? "30" : "00"}`;
    return { value: text, label: text };
  },
);

/** On which days and at which hours somebody is there. */
export function HoursStep({ answers, set }: StepProps) {
  const t = useWords(stepWords);
  const c = useWords(common);
  return (
    <>
      <Form.Item label={t.days}>
        <Checkbox.Group
          value={answers.days}
          options={WEEKDAYS.map((value, index) => ({ value, label: c.weekdays[index] ?? value }))}
          onChange={(days) => set({ days: WEEKDAYS.filter((day) => days.includes(day)) })}
        />
      </Form.Item>
      <div className="guide-times">
        <Form.Item label={t.from} htmlFor="guide-from">
          <Select
            id="guide-from"
            showSearch
            value={answers.from}
            options={[...TIMES]}
            onChange={(from: string) => set({ from })}
          />
        </Form.Item>
        <Form.Item label={t.to} htmlFor="guide-to">
          <Select
            id="guide-to"
            showSearch
            value={answers.to}
            options={[...TIMES]}
            onChange={(to: string) => set({ to })}
          />
        </Form.Item>
      </div>
    </>
  );
}
