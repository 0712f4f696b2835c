/** What becomes of calls, in words and colours. */
import { bilingual } from "../i18n/words";

export const outcomeWords = bilingual<Record<string, string>>(
  {
    answered: "answered",
    abandoned: "hung up while waiting",
    no_answer: "no answer",
    busy: "busy",
    unreachable: "not reachable",
    rejected: "refused",
    overflow: "waited too long",
    message: "left a message",
    served: "served by a code",
    hung_up_by_tree: "ended by the tree",
    failed: "failed",
    callback: "wants a callback",
    transferred: "transferred",
    key_exit: "left by a key",
    denied: "not allowed",
  },
  {
    answered: "ответили",
    abandoned: "не дождался",
    no_answer: "не ответили",
    busy: "занято",
    unreachable: "недоступен",
    rejected: "отклонён",
    overflow: "ждал слишком долго",
    message: "оставил сообщение",
    served: "обслужен кодом",
    hung_up_by_tree: "завершён деревом",
    failed: "ошибка",
    callback: "ждёт обратного звонка",
    transferred: "переведён",
    key_exit: "вышел по клавише",
    denied: "не разрешён",
  },
);

export function outcomeColour(outcome: string): string {
  if (outcome === "answered" || outcome === "transferred") return "green";
  if (outcome === "message" || outcome === "hung_up_by_tree" || outcome === "callback")
    return "blue";
  if (outcome === "failed" || outcome === "denied") return "red";
  return "orange";
}
