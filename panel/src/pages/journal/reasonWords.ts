/** Why a call or a leg ended, as the server writes it; what a carrier said stays as it said it. */
import { bilingual } from "../../i18n/words";

export const reasonWords = bilingual({} as Record<string, string>, {
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
});
