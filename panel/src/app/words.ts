import { bilingual } from "../i18n/words";

export const appWords = bilingual(
  {
    signingIn: "Checking who you are…",
    menu: "Menu",
    groups: { work: "Work", build: "Calls’ way", company: "Company", server: "Server" },
    pages: {
      desk: "My desk",
      live: "Live",
      journal: "Journal",
      reports: "Reports",
      trees: "Trees",
      people: "People",
      groups: "Groups",
      queues: "Queues",
      hours: "Hours",
      prompts: "Prompts",
      mailboxes: "Mailboxes",
      numbers: "Numbers",
      trunks: "Trunks",
      lists: "Lists of callers",
      limits: "Limits",
      settings: "Settings",
      users: "Users",
      audit: "Audit log",
      keys: "Keys and webhooks",
      companies: "Companies",
      health: "Health",
    },
    account: "Account",
    signOut: "Sign out",
    theme: { label: "Appearance", light: "Light", dark: "Dark", system: "As the device" },
    language: "Language",
    connection: {
      open: "Connected",
      connecting: "Connecting…",
      lost: "Connection lost. Calls go on; the page reconnects by itself and catches up.",
      idle: "",
    },
    draft: {
      changed: "There are unpublished changes",
      review: "Review and publish",
    },
    acting: (name: string) => `You are signed in as an administrator of ${name}`,
    stopActing: "Back to the operator’s pages",
    newVersion: "Ringtree has been updated: reload the page to get the new panel.",
    reload: "Reload",
  },
  {
    signingIn: "Проверяем, кто вы…",
    menu: "Меню",
    groups: { work: "Работа", build: "Путь звонка", company: "Компания", server: "Сервер" },
    pages: {
      desk: "Мой стол",
      live: "Сейчас",
      journal: "Журнал",
      reports: "Отчёты",
      trees: "Деревья",
      people: "Сотрудники",
      groups: "Группы",
      queues: "Очереди",
      hours: "Часы работы",
      prompts: "Записи",
      mailboxes: "Почтовые ящики",
      numbers: "Номера",
      trunks: "Линии операторов",
      lists: "Списки номеров",
      limits: "Ограничения",
      settings: "Настройки",
      users: "Пользователи",
      audit: "Журнал изменений",
      keys: "Ключи и вебхуки",
      companies: "Компании",
      health: "Состояние",
    },
    account: "Учётная запись",
    signOut: "Выйти",
    theme: { label: "Оформление", light: "Светлое", dark: "Тёмное", system: "Как на устройстве" },
    language: "Язык",
    connection: {
      open: "Подключено",
      connecting: "Подключаемся…",
      lost: "Связь потеряна. Звонки продолжаются; страница подключится сама и наверстает пропущенное.",
      idle: "",
    },
    draft: {
      changed: "Есть неопубликованные изменения",
      review: "Проверить и опубликовать",
    },
    acting: (name: string) => `Вы вошли как администратор компании «${name}»`,
    stopActing: "Вернуться к страницам оператора",
    newVersion: "Ringtree обновлён: перезагрузите страницу, чтобы получить новую панель.",
    reload: "Перезагрузить",
  },
);

type PageWords = (typeof appWords)["en"]["pages"];

/** What a part of the document is called: as its page is. */
export function nameOfPart(pages: PageWords, part: string): string {
  const page = part === "schedules" ? "hours" : part === "calling" ? "settings" : part;
  return pages[page as keyof PageWords] ?? part;
}
