/** What the four questions have been answered, and whether that is enough to go on. */
import { useState } from "react";
import { useDraft } from "../../../app/draft";
import type { Answers } from "../../../document/templates";
import { list, mapping, words } from "../../../document/text";
import { WEEKDAYS } from "../../../document/week";
import { useFirstSteps, useUnusedNumbers } from "../templates";

const E164 = /^\+[1-9]\d{6,14}$/;
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export type SetAnswers = (changed: Partial<Answers>) => void;

export interface StepProps {
  answers: Answers;
  set: SetAnswers;
}

/** What is wrong with the number: it is none, or there is no trunk to bring it in by. */
export type NumberFault = "wrong" | "noTrunk" | null;

export interface GuideState extends StepProps {
  /** The numbers one may choose from: the company's, and those its operator has given it. */
  offered: readonly string[];
  numberFault: NumberFault;
  mailIsGood: boolean;
  /** For each step, whether its answers are whole. */
  ready: readonly boolean[];
  isDrawing: boolean;
  draw: (onDone: () => void) => void;
}

export function useGuide(): GuideState {
  const data = useDraft((state) => state.data);
  const [answers, setAnswers] = useState(() => beginning(data));
  const trunk = Object.keys(mapping(data.trunks))[0];
  const known = list(data.numbers).map((one) => words(mapping(one).number));
  const isNew = !known.includes(answers.number);
  const unused = useUnusedNumbers();
  const drawing = useFirstSteps(trunk);
  const hasNumber = E164.test(answers.number);
  const mailIsGood = answers.mail === "" || MAIL.test(answers.mail);
  return {
    answers,
    set: (changed) => setAnswers((before) => ({ ...before, ...changed })),
    offered: [...known, ...unused.filter((one) => !known.includes(one))],
    numberFault: faultOf(answers.number, isNew, hasNumber, trunk !== undefined),
    mailIsGood,
    ready: [
      hasNumber && (!isNew || trunk !== undefined) && answers.company.trim() !== "",
      areWhole(answers.people),
      answers.days.length > 0 && answers.from !== answers.to,
      mailIsGood,
    ],
    isDrawing: drawing.isPending,
    draw: (onDone) => drawing.mutate(answers, { onSuccess: onDone }),
  };
}

function faultOf(
  number: string,
  isNew: boolean,
  hasNumber: boolean,
  hasTrunk: boolean,
): NumberFault {
  if (isNew && number && !hasNumber) return "wrong";
  return isNew && !hasTrunk ? "noTrunk" : null;
}

/** Whether everybody has a name and an internal number of their own. */
function areWhole(people: Answers["people"]): boolean {
  return (
    people.length > 0 &&
    people.every((one) => one.name.trim() && /^\d{2,6}$/.test(one.extension)) &&
    new Set(people.map((one) => one.extension)).size === people.length
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
