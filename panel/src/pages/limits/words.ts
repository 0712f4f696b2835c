import { bilingual } from "../../i18n/words";

export const limitWords = bilingual(
  {
    title: "Limits",
    about:
      "How much of the limits on calls to the outside is used. At 80 % a mail goes, at 100 % new calls are refused with a sentence that says why. Emergency calls always go out.",
    change: "Change the limits",
    all: "Show the unused too",
    usedOnly: "Only the used ones",
    empty: "Nothing is used",
    emptyDetail: "Nobody has called outside today or this month.",
    whose: "Whose",
    bound: "Limit",
    used: "Used",
    night: "at night",
    of: (used: string, limit: string) => `${used} of ${limit}`,
    scopes: { company: "The company", person: "person", trunk: "trunk" } as Record<string, string>,
    bounds: {
      simultaneous: "calls at once",
      per_minute: "calls a minute",
      per_day: "calls a day",
      minutes_per_day: "minutes a day",
      minutes_per_month: "minutes a month",
      money_per_day: "money a day",
      money_per_month: "money a month",
    } as Record<string, string>,
  },
  {
    title: "Ограничения",
    about:
      "Сколько использовано из ограничений на звонки наружу. При 80 % уходит письмо, при 100 % новым звонкам отказывают и объясняют почему. Экстренные вызовы проходят всегда.",
    change: "Изменить ограничения",
    all: "Показать и неиспользованные",
    usedOnly: "Только использованные",
    empty: "Ничего не использовано",
    emptyDetail: "Сегодня и в этом месяце наружу никто не звонил.",
    whose: "Чьё",
    bound: "Ограничение",
    used: "Использовано",
    night: "ночью",
    of: (used: string, limit: string) => `${used} из ${limit}`,
    scopes: {
      company: "Вся компания",
      person: "сотрудник",
      trunk: "линия оператора",
    } as Record<string, string>,
    bounds: {
      simultaneous: "звонков одновременно",
      per_minute: "звонков в минуту",
      per_day: "звонков в день",
      minutes_per_day: "минут в день",
      minutes_per_month: "минут в месяц",
      money_per_day: "денег в день",
      money_per_month: "денег в месяц",
    } as Record<string, string>,
  },
);
