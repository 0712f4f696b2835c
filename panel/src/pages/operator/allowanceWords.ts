import { bilingual } from "../../i18n/words";

export const allowanceWords = bilingual(
  {
    title: (name: string) => `Allowance of ${name}`,
    about:
      "Bounds that the company can't raise; they hold beside its own limits, for new calls at once. An empty field bounds nothing.",
    fields: {
      people: "People with internal numbers",
      simultaneous: "Calls to the outside at once",
      per_minute: "Calls begun in a minute",
      per_day: "Calls begun in a day",
      minutes_per_day: "Minutes of talking a day",
      minutes_per_month: "Minutes of talking a month",
      longest_call: "Longest call, seconds",
    },
    hard: "Cut calls that go on when the minutes are used up",
    kept: "The allowance holds from the next call on.",
  },
  {
    title: (name: string) => `Квота компании ${name}`,
    about:
      "Границы, которые компания не может поднять. Они действуют вместе с её собственными ограничениями, сразу для новых звонков. Пустое поле ничего не ограничивает.",
    fields: {
      people: "Сотрудников с внутренними номерами",
      simultaneous: "Звонков наружу одновременно",
      per_minute: "Начатых звонков в минуту",
      per_day: "Начатых звонков в день",
      minutes_per_day: "Минут разговора в день",
      minutes_per_month: "Минут разговора в месяц",
      longest_call: "Предельная длительность звонка, с",
    },
    hard: "Обрывать идущие звонки, когда минуты кончились",
    kept: "Квота действует со следующего звонка.",
  },
);
