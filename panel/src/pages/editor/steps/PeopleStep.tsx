import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import type { Answers } from "../../../document/templates";
import { common } from "../../../i18n/common";
import { useWords } from "../../../i18n/words";
import type { StepProps } from "./guide";
import { stepWords } from "./stepWords";

/** Who answers, with an internal number each. */
export function PeopleStep(props: StepProps) {
  const t = useWords(stepWords);
  const c = useWords(common);
  const { people } = props.answers;
  const put = (index: number, changed: Partial<Answers["people"][number]>) =>
    props.set({ people: people.map((one, at) => (at === index ? { ...one, ...changed } : one)) });
  const next = String(Math.max(100, ...people.map((one) => Number(one.extension) || 0)) + 1);
  return (
    <Form.Item label={t.people} help={t.peopleHelp}>
      <div className="field-list">
        {people.map((person, index) => (
          <div className="field-pair" key={index}>
            <Input
              aria-label={t.name}
              placeholder={t.name}
              value={person.name}
              onChange={(event) => put(index, { name: event.target.value })}
            />
            <Input
              aria-label={t.extension}
              placeholder={t.extension}
              style={{ maxWidth: 110 }}
              value={person.extension}
              onChange={(event) => put(index, { extension: event.target.value.trim() })}
            />
            <Button
              type="text"
              aria-label={c.remove}
              icon={<DeleteOutlined />}
              disabled={people.length === 1}
              onClick={() => props.set({ people: people.filter((_, at) => at !== index) })}
            />
          </div>
        ))}
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => props.set({ people: [...people, { name: "", extension: next }] })}
        >
          {t.addPerson}
        </Button>
      </div>
    </Form.Item>
  );
}
