/** "One number, three people, your hours, your mail": four questions that make a whole tree. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Form, Input, Modal, Select, Steps } from "antd";
import { useState } from "react";
import { useDraft } from "../../app/draft";
import type { Answers } from "../../document/templates";
import { list, mapping, words } from "../../document/text";
import { WEEKDAYS } from "../../document/week";
import { common } from "../../i18n/common";
import { phone } from "../../i18n/format";
import { useLocale } from "../../i18n/locale";
import { bilingual, useWords } from "../../i18n/words";
import { useFirstSteps, useUnusedNumbers } from "./templates";

const stepWords = bilingual(
  {
    title: "First steps: a working reception",
    steps: ["Number", "People", "Hours", "Messages"],
    number: "Which number do callers dial?",
    numberOwn: "Another number, +7…",
    numberHelp: "The number your carrier gave you, in international form.",
    numberWrong: "A number in international form: + and 7 to 15 digits",
    noTrunk:
      "The company has no trunk yet, so a new number cannot be brought in. Add the trunk first, on the page “Trunks”.",
    company: "What is the company called?",
    companyHelp: "It is said in the greeting.",
    people: "Who answers the calls?",
    peopleHelp: "Each person gets an internal number and a phone account.",
    name: "Name",
    extension: "Internal number",
    addPerson: "One more person",
    days: "On which days do you work?",
    from: "From",
    to: "Until",
    mail: "Where shall messages left outside working hours go?",
    mailHelp:
      "E-mail address. Without one, the telephones show that there are messages, and you hear them there or on the page “Messages”.",
    mailWrong: "An e-mail address, such as office@example.com",
    next: "Next",
    finish: "Draw the tree",
  },
  {
    title: "Первые шаги: работающая приёмная",
    steps: ["Номер", "Люди", "Часы", "Сообщения"],
    number: "На какой номер вам звонят?",
    numberOwn: "Другой номер, +7…",
    numberHelp: "Номер, который вам дал оператор связи, в международном виде.",
    numberWrong: "Номер в международном виде: + и от 7 до 15 цифр",
    noTrunk:
      "У компании ещё нет линии оператора, поэтому новый номер подключить нельзя. Сначала добавьте линию на странице «Линии операторов».",
    company: "Как называется компания?",
    companyHelp: "Название прозвучит в приветствии.",
    people: "Кто отвечает на звонки?",
    peopleHelp: "Каждый получит внутренний номер и учётную запись телефона.",
    name: "Имя",
    extension: "Внутренний номер",
    addPerson: "Ещё сотрудник",
    days: "В какие дни вы работаете?",
    from: "С",
    to: "До",
    mail: "Куда отправлять сообщения, оставленные в нерабочее время?",
    mailHelp:
      "Адрес почты. Без него о сообщениях покажут телефоны, а прослушать их можно с телефона или на странице «Сообщения».",
    mailWrong: "Адрес почты, например office@example.com",
    next: "Далее",
    finish: "Нарисовать дерево",
  },
);

const E164 = /^\+[1-9]\d{6,14}$/;
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function times(): { value: string; label: string }[] {
  return Array.from({ length: 48 }, (_, index) => {
    const text = `${String(Math.floor(index / 2)).padStart(2, "0")}:${index % 2 ? "30" : "00"}`;
    return { value: text, label: text };
  });
}

export function FirstSteps(props: { open: boolean; onClose: () => void }) {
  const t = useWords(stepWords);
  return (
    <Modal
      open={props.open}
      title={t.title}
      footer={null}
      width={620}
      onCancel={props.onClose}
      destroyOnHidden
    >
      <Guide onDone={props.onClose} />
    </Modal>
  );
}

function beginning(data: ReturnType<typeof mapping>): Answers {
  const people = list(data.people).map((one) => ({
    name: words(mapping(one).name),
    extension: words(mapping(one).extension),
  }));
  return {
    company: words(data.name),
    number: words(mapping(list(data.numbers)[0]).number),
    people: people.length > 0 ? people.slice(0, 10) : [{ name: "", extension: "101" }],
    days: WEEKDAYS.slice(0, 5),
    from: "09:00",
    to: "18:00",
    mail: "",
  };
}

function Guide({ onDone }: { onDone: () => void }) {
  const t = useWords(stepWords);
  const c = useWords(common);
  const locale = useLocale();
  const data = useDraft((state) => state.data);
  const [step, setStep] = useState(0);
  const [answers, setAnswers] = useState(() => beginning(data));
  const set = (changed: Partial<Answers>) => setAnswers((before) => ({ ...before, ...changed }));
  const trunk = Object.keys(mapping(data.trunks))[0];
  const known = list(data.numbers).map((one) => words(mapping(one).number));
  const isNew = !known.includes(answers.number);
  const offered = [...known, ...useUnusedNumbers().filter((one) => !known.includes(one))];
  const ready = [
    E164.test(answers.number) && (!isNew || trunk !== undefined) && answers.company.trim() !== "",
    answers.people.length > 0 &&
      answers.people.every((one) => one.name.trim() && /^\d{2,6}$/.test(one.extension)) &&
      new Set(answers.people.map((one) => one.extension)).size === answers.people.length,
    answers.days.length > 0 && answers.from !== answers.to,
    answers.mail === "" || MAIL.test(answers.mail),
  ];
  const draw = useFirstSteps(trunk);
  const finish = () => draw.mutate(answers, { onSuccess: onDone });
  return (
    <Form layout="vertical" className="guide">
      <Steps size="small" current={step} items={t.steps.map((title) => ({ title }))} />
      <div className="guide-step">
        {step === 0 && (
          <>
            <Form.Item
              label={t.number}
              htmlFor="guide-number"
              help={
                isNew && answers.number && !E164.test(answers.number)
                  ? t.numberWrong
                  : isNew && !trunk
                    ? t.noTrunk
                    : t.numberHelp
              }
              validateStatus={isNew && answers.number && !E164.test(answers.number) ? "error" : ""}
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
              {offered.map((one) => (
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
        )}
        {step === 1 && <PeopleStep answers={answers} set={set} />}
        {step === 2 && (
          <>
            <Form.Item label={t.days}>
              <Checkbox.Group
                value={answers.days}
                options={WEEKDAYS.map((value, index) => ({
                  value,
                  label: c.weekdays[index] ?? value,
                }))}
                onChange={(days) => set({ days: WEEKDAYS.filter((day) => days.includes(day)) })}
              />
            </Form.Item>
            <div className="guide-times">
              <Form.Item label={t.from} htmlFor="guide-from">
                <Select
                  id="guide-from"
                  showSearch
                  value={answers.from}
                  options={times()}
                  onChange={(from: string) => set({ from })}
                />
              </Form.Item>
              <Form.Item label={t.to} htmlFor="guide-to">
                <Select
                  id="guide-to"
                  showSearch
                  value={answers.to}
                  options={times()}
                  onChange={(to: string) => set({ to })}
                />
              </Form.Item>
            </div>
          </>
        )}
        {step === 3 && (
          <Form.Item
            label={t.mail}
            htmlFor="guide-mail"
            help={ready[3] ? t.mailHelp : t.mailWrong}
            validateStatus={ready[3] ? "" : "error"}
          >
            <Input
              id="guide-mail"
              type="email"
              value={answers.mail}
              onChange={(event) => set({ mail: event.target.value.trim() })}
            />
          </Form.Item>
        )}
      </div>
      <div className="guide-foot">
        <Button disabled={step === 0} onClick={() => setStep(step - 1)}>
          {c.back}
        </Button>
        {step < 3 ? (
          <Button type="primary" disabled={!ready[step]} onClick={() => setStep(step + 1)}>
            {t.next}
          </Button>
        ) : (
          <Button
            type="primary"
            loading={draw.isPending}
            disabled={!ready.every(Boolean)}
            onClick={finish}
          >
            {t.finish}
          </Button>
        )}
      </div>
    </Form>
  );
}

function PeopleStep(props: { answers: Answers; set: (changed: Partial<Answers>) => void }) {
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
