/** The four questions, one after the other. */
import { Button, Form, Steps } from "antd";
import { useState } from "react";
import { common } from "../../../i18n/common";
import { useWords } from "../../../i18n/words";
import { useGuide } from "./guide";
import { HoursStep } from "./HoursStep";
import { MailStep } from "./MailStep";
import { NumberStep } from "./NumberStep";
import { PeopleStep } from "./PeopleStep";
import { stepWords } from "./stepWords";

const LAST = 3;

export function Guide({ onDone }: { onDone: () => void }) {
  const t = useWords(stepWords);
  const c = useWords(common);
  const [step, setStep] = useState(0);
  const guide = useGuide();
  const { answers, set, ready } = guide;
  return (
    <Form layout="vertical" className="guide">
      <Steps size="small" current={step} items={t.steps.map((title) => ({ title }))} />
      <div className="guide-step">
        {step === 0 && (
          <NumberStep
            answers={answers}
            set={set}
            fault={guide.numberFault}
            offered={guide.offered}
          />
        )}
        {step === 1 && <PeopleStep answers={answers} set={set} />}
        {step === 2 && <HoursStep answers={answers} set={set} />}
        {step === LAST && <MailStep answers={answers} set={set} isGood={guide.mailIsGood} />}
      </div>
      <div className="guide-foot">
        <Button disabled={step === 0} onClick={() => setStep(step - 1)}>
          {c.back}
        </Button>
        {step < LAST ? (
          <Button type="primary" disabled={!ready[step]} onClick={() => setStep(step + 1)}>
            {t.next}
          </Button>
        ) : (
          <Button
            type="primary"
            loading={guide.isDrawing}
            disabled={!ready.every(Boolean)}
            onClick={() => guide.draw(onDone)}
          >
            {t.finish}
          </Button>
        )}
      </div>
    </Form>
  );
}
