/** What node types and exits are called, in both languages. */
import { bilingual } from "../i18n/words";

export interface NodeWords {
  types: Record<string, { title: string; about: string }>;
  exits: Record<string, string>;
  families: Record<Family, string>;
}

export type Family = "say" | "decide" | "people" | "end" | "tools";

/** Which shelf of the palette a type stands on; an unknown one stands among the tools. */
export const FAMILIES: Record<string, Family> = {
  greeting: "say",
  menu: "say",
  language: "say",
  directory: "people",
  hours: "decide",
  caller: "decide",
  split: "decide",
  branch: "decide",
  return: "decide",
  dial: "people",
  queue: "people",
  outside: "people",
  callback: "people",
  voicemail: "end",
  mailbox_access: "tools",
  hang_up: "end",
  set: "tools",
  webhook: "tools",
};

export const nodeWords = bilingual<NodeWords>(
  {
    families: {
      say: "Speak and ask",
      decide: "Decide",
      people: "Connect",
      end: "Finish",
      tools: "Tools",
    },
    types: {
      greeting: { title: "Greeting", about: "Plays a message and goes on" },
      menu: { title: "Menu", about: "The caller chooses with a key" },
      hours: { title: "Working hours", about: "Open or closed, by a schedule" },
      dial: { title: "Ring people", about: "Rings people or groups" },
      queue: { title: "Queue", about: "Waits with music for a free agent" },
      outside: { title: "Outside number", about: "Rings a mobile or another company" },
      voicemail: { title: "Voicemail", about: "Records a message" },
      hang_up: { title: "Hang up", about: "Says goodbye and ends the call" },
      caller: { title: "Who is calling", about: "Ways by the caller's number" },
      branch: { title: "Another tree", about: "Goes into another tree" },
      return: { title: "Back", about: "Returns to where the tree was entered" },
      language: { title: "Language", about: "Sets the language from here on" },
      directory: { title: "Directory", about: "Finds a person by name or number" },
      set: { title: "Mark the call", about: "Priority, tags, note, values" },
      split: { title: "Split", about: "Divides callers into shares" },
      webhook: { title: "Ask a server", about: "Asks your own system what to do" },
      callback: { title: "Callback", about: "Offers to call back" },
      mailbox_access: { title: "Listen to messages", about: "A mailbox by phone, with a PIN" },
    },
    exits: {
      next: "then",
      answered: "answered",
      busy: "busy",
      no_answer: "no answer",
      unreachable: "no phone on",
      refused: "refused",
      overflow: "waited too long",
      closed: "closed",
      open: "open",
      no_input: "nothing pressed",
      no_match: "wrong key",
      recorded: "recorded",
      nothing_said: "nothing said",
      full: "no room",
      crowded: "too many waiting",
      long_wait: "would wait too long",
      nobody: "nobody on duty",
      deserted: "everybody has left",
      no_number: "number withheld",
      not_offered: "not offered",
      other: "everyone else",
      timeout: "no answer in time",
      failed: "failed",
      bad_answer: "answer not understood",
      key_exit: "key pressed",
      accepted: "accepted",
      declined: "declined",
      done: "done",
      operator: "0: a person",
      back: "*: back",
      denied: "not let in",
      ended: "call ended",
    },
  },
  {
    families: {
      say: "Сказать и спросить",
      decide: "Решить",
      people: "Соединить",
      end: "Завершить",
      tools: "Инструменты",
    },
    types: {
      greeting: { title: "Приветствие", about: "Произносит сообщение и идёт дальше" },
      menu: { title: "Меню", about: "Звонящий выбирает клавишей" },
      hours: { title: "Рабочее время", about: "Открыто или закрыто, по расписанию" },
      dial: { title: "Вызов сотрудников", about: "Звонит людям или группам" },
      queue: { title: "Очередь", about: "Ожидание оператора с музыкой" },
      outside: { title: "Внешний номер", about: "Звонит на мобильный или в другую компанию" },
      voicemail: { title: "Голосовая почта", about: "Записывает сообщение" },
      hang_up: { title: "Завершение звонка", about: "Прощается и кладёт трубку" },
      caller: { title: "Кто звонит", about: "Пути по номеру звонящего" },
      branch: { title: "Другое дерево", about: "Переходит в другое дерево" },
      return: { title: "Возврат", about: "Возвращает туда, откуда вошли в дерево" },
      language: { title: "Язык", about: "Язык всего, что будет дальше" },
      directory: { title: "Справочник", about: "Ищет сотрудника по имени или номеру" },
      set: { title: "Пометка звонка", about: "Приоритет, метки, заметка, значения" },
      split: { title: "Разделение", about: "Делит звонящих на доли" },
      webhook: { title: "Запрос к серверу", about: "Спрашивает вашу систему, что делать" },
      callback: { title: "Обратный звонок", about: "Предлагает перезвонить" },
      mailbox_access: { title: "Прослушать сообщения", about: "Ящик по телефону, с PIN-кодом" },
    },
    exits: {
      next: "дальше",
      answered: "ответили",
      busy: "занято",
      no_answer: "не отвечают",
      unreachable: "телефоны выключены",
      refused: "отказались",
      overflow: "слишком долго ждал",
      closed: "закрыто",
      open: "открыто",
      no_input: "ничего не нажато",
      no_match: "нажато не то",
      recorded: "записано",
      nothing_said: "ничего не сказано",
      full: "нет места",
      crowded: "слишком много ждущих",
      long_wait: "ждать слишком долго",
      nobody: "никого нет на месте",
      deserted: "все ушли",
      no_number: "номер скрыт",
      not_offered: "не предлагается",
      other: "все остальные",
      timeout: "не ответил вовремя",
      failed: "ошибка",
      bad_answer: "непонятный ответ",
      key_exit: "нажата клавиша",
      accepted: "согласился",
      declined: "отказался",
      done: "готово",
      operator: "0: к человеку",
      back: "*: назад",
      denied: "не впущен",
      ended: "звонок окончен",
    },
  },
);

/** What a type is called; one that this panel has not met yet goes by the server's title. */
export function typeTitle(words: NodeWords, type: string, fromServer?: string): string {
  return words.types[type]?.title ?? fromServer ?? type;
}

export function exitLabel(words: NodeWords, exit: string): string {
  return words.exits[exit] ?? exit;
}
