import { enCount, ruCount } from "../i18n/plural";
import { bilingual } from "../i18n/words";

export const publishWords = bilingual(
  {
    title: "Publish",
    loading: "Comparing with what is live…",
    nothing: "Nothing would change for callers.",
    changes: (n: number) => enCount(n, "change"),
    problems: (n: number) => `${enCount(n, "error")} must be corrected first`,
    warnings: (n: number) => enCount(n, "warning"),
    cases: "Cases",
    casesPassed: (n: number) => (n === 1 ? "The case passes" : `All ${n} cases pass`),
    casesFailed: (n: number) => (n === 1 ? "One case fails" : `${n} cases fail`),
    casesRunning: "Running the cases…",
    noCases: "There are no cases: save one on “Try it”.",
    force: "Publish although cases fail",
    note: "What is this change for?",
    noteExample: "Longer hours in December",
    publish: "Publish now",
    publishing: "Speaking the prompts and publishing…",
    done: (revision: number) =>
      `Revision ${revision} is live. Calls in progress finish the old way.`,
    discard: "Throw the draft away",
    discardSure: "Go back to what is live? Undo can bring the draft back while this page is open.",
    conflict: "Published meanwhile by somebody else:",
    rebase: "Publish mine over it",
    withoutPassword: (names: string) =>
      `These people have no phone password yet: ${names}. Set it on the page “People”.`,
    show: "Show",
  },
  {
    title: "Публикация",
    loading: "Сравниваем с тем, что работает сейчас…",
    nothing: "Для звонящих ничего не изменится.",
    changes: (n: number) => ruCount(n, "изменение", "изменения", "изменений"),
    problems: (n: number) => `Сначала нужно исправить: ${ruCount(n, "ошибка", "ошибки", "ошибок")}`,
    warnings: (n: number) => ruCount(n, "предупреждение", "предупреждения", "предупреждений"),
    cases: "Проверки",
    casesPassed: (n: number) => (n === 1 ? "Проверка пройдена" : `Пройдены все проверки: ${n}`),
    casesFailed: (n: number) => `Не пройдено: ${ruCount(n, "проверка", "проверки", "проверок")}`,
    casesRunning: "Выполняем проверки…",
    noCases: "Проверок нет: их сохраняют в «Пробе».",
    force: "Опубликовать, хотя проверки не пройдены",
    note: "Зачем это изменение?",
    noteExample: "В декабре работаем дольше",
    publish: "Опубликовать",
    publishing: "Озвучиваем сообщения и публикуем…",
    done: (revision: number) =>
      `Версия ${revision} работает. Текущие звонки закончатся по-старому.`,
    discard: "Отбросить черновик",
    discardSure:
      "Вернуться к опубликованному? Пока страница открыта, черновик можно вернуть отменой.",
    conflict: "Тем временем опубликовано другим человеком:",
    rebase: "Опубликовать моё поверх",
    withoutPassword: (names: string) =>
      `У этих сотрудников ещё нет пароля телефона: ${names}. Задайте его на странице «Сотрудники».`,
    show: "Показать",
  },
);
