/** Why a call or a leg ended, as the server writes it; what a carrier said stays as it said it. */
import type { Locale } from "../../i18n/locale";

const RUSSIAN: Record<string, string> = {
  "hung up": "положили трубку",
  "answered elsewhere": "ответили на другом телефоне",
  "the caller gave up": "звонящий не дождался",
  busy: "занято",
  "no answer": "не ответили",
  "no phone is registered or it does not respond": "телефон выключен или не отвечает",
  refused: "отклонили",
  "nobody has this number": "такого номера нет",
  "no common codec": "нет общего кодека",
  "both sides fell silent": "обе стороны замолчали",
  "the media worker was lost": "пропал обработчик звука",
  "the limit of simultaneous calls is reached": "достигнут предел одновременных звонков",
  "the longest allowed call was reached": "достигнута предельная длительность звонка",
  "this number may not be called": "на этот номер звонить нельзя",
  "a limit of calls to the outside is reached": "исчерпано ограничение звонков наружу",
  "handed on": "переведён",
  "ended by a supervisor": "завершил супервизор",
  "the call runs in a circle": "звонок пошёл по кругу",
  "the server is stopping": "сервер останавливается",
  "internal error": "внутренняя ошибка",
};

const LIMIT =
  /^the limit of (.+?) of (?:(person|trunk) )?(\S+?)( at night)?(, set by the operator of the server,)? is reached$/;
const BOUNDS: Record<string, string> = {
  "simultaneous calls": "одновременные звонки",
  "calls per minute": "звонки за минуту",
  "calls per day": "звонки за день",
  "minutes per day": "минуты разговоров за день",
  "minutes per month": "минуты разговоров за месяц",
  "money per day": "расходы за день",
  "money per month": "расходы за месяц",
};
const WHOSE: Record<string, string> = { person: "сотрудник", trunk: "линия" };

function limitInRussian(reason: string): string | null {
  const found = LIMIT.exec(reason);
  if (!found) return null;
  const [, bound = "", kind, name, night, setter] = found;
  const facts = [
    kind && `${WHOSE[kind]} ${name}`,
    night && "ночью",
    setter && "установлен оператором сервера",
  ].filter(Boolean);
  const limit = `исчерпан лимит «${BOUNDS[bound] ?? bound}»`;
  return facts.length > 0 ? `${limit} (${facts.join(", ")})` : limit;
}

/** A reason in the reader's language. */
export function reasonIn(locale: Locale, reason: string | undefined): string {
  if (!reason || locale === "en") return reason ?? "";
  return RUSSIAN[reason] ?? limitInRussian(reason) ?? reason;
}
