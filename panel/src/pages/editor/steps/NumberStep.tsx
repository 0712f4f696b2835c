import { Form, Input } from "antd";
import { phone } from "../../../i18n/format";
import { useLocale } from "../../../i18n/locale";
import { useWords } from "../../../i18n/words";
import type { NumberFault, StepProps } from "./guide";
import { stepWords } from "./stepWords";

/** Which number is called, and what the company is called. */
export function NumberStep(props: StepProps & { fault: NumberFault; offered: readonly string[] }) {
  const t = useWords(stepWords);
  const locale = useLocale();
  const { answers, set, fault } = props;
  const help = { wrong: t.numberWrong, noTrunk: t.noTrunk };
  return (
    <>
      <Form.Item
        label={t.number}
        htmlFor="guide-number"
        help={fault ? help[fault] : t.numberHelp}
        validateStatus={fault === "wrong" ? "error" : ""}
      >
        <Input
          id="guide-number"
          list="guide-numbers"
          value={answers.number}
          placeholder={t.numberOwn}
          onChange={(event) => set({ number: event.target.value.replace(/[\s()-]/g, "") })}
        />
      </Form.Item>
      <datalist id="guide-numbers">
        {props.offered.map((one) => (
          <option key={one} value={one}>
            {phone(one, locale)}
          </option>
        ))}
      </datalist>
      <Form.Item label={t.company} htmlFor="guide-company" help={t.companyHelp}>
        <Input
          id="guide-company"
          value={answers.company}
          onChange={(event) => set({ company: event.target.value })}
        />
      </Form.Item>
    </>
  );
}
