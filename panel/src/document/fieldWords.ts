/**
 * What settings are called, and a sentence where the name does not explain itself. A key may name
 * its owner ("dial.order") where the same word means something else elsewhere.
 */
import type { Locale } from "../i18n/locale";

type Entry = readonly [en: string, ru: string, enHelp?: string, ruHelp?: string];

const WORDS: Record<string, Entry> = {
  // Speaking
  prompt: ["What the caller hears", "Что слышит звонящий"],
  "menu.prompt": [
    "What the caller hears",
    "Что слышит звонящий",
    "Say which key does what: For sales, press one.",
    "Скажите, какая клавиша что делает: «Отдел продаж — нажмите один».",
  ],
  short: [
    "Short version",
    "Короткий вариант",
    "Instead, when the caller comes back here in the same call",
    "Вместо него, когда звонящий возвращается сюда в том же звонке",
  ],
  interruptible: ["A key cuts it short", "Можно прервать клавишей"],
  greeting: ["Greeting", "Приветствие"],
  "exceptions.greeting": [
    "What callers are told then",
    "Что слышат звонящие в эти дни",
    "Said where the tree asks for the hours, before the call goes on",
    "Звучит там, где дерево спрашивает часы, перед тем как звонок пойдёт дальше",
  ],
  no_input_prompt: ["When nothing was pressed", "Если ничего не нажато"],
  no_match_prompt: ["When a wrong key was pressed", "Если нажато не то"],
  waiting_prompt: ["Said while waiting", "Что говорят во время ожидания"],
  hears: ["The caller hears meanwhile", "Звонящий пока слышит"],
  music: ["Music", "Музыка"],
  language: ["Language", "Язык"],
  text: ["Text", "Текст"],
  file: ["Recording", "Запись"],
  voice: ["Voice", "Голос"],
  engine: ["Speech engine", "Синтезатор речи"],
  speech: [
    "Voices",
    "Голоса",
    "Who speaks which language; by default the server's first engine",
    "Кто на каком языке говорит; по умолчанию первый синтезатор сервера",
  ],
  // Choosing
  choices: [
    "Keys",
    "Клавиши",
    "Every key is an exit. Several digits make one choice: 10",
    "Каждая клавиша — выход. Выбор может состоять из нескольких цифр: 10",
  ],
  attempts: ["Attempts", "Попыток"],
  timeout: ["Waits for a key", "Ждать клавишу"],
  inter_digit_timeout: ["Waits for the next digit", "Ждать следующую цифру"],
  barge_in: ["A key cuts the message short", "Клавиша прерывает сообщение"],
  direct_dial: [
    "Internal numbers may be dialled",
    "Можно набрать внутренний номер",
    "Whose numbers callers may type here",
    "Чьи номера можно набрать здесь",
  ],
  // People
  targets: ["Whom to ring", "Кому звонить"],
  order: ["In which order", "В каком порядке"],
  ring_time: ["Rings for", "Вызывать"],
  forwarding: [
    "People's forwarding",
    "Переадресация сотрудников",
    "To numbers outside only where it is allowed here: the company pays for that call",
    "На внешние номера — только если это разрешено здесь: такой звонок оплачивает компания",
  ],
  delay: ["Next one joins after", "Следующий присоединяется через"],
  people: ["People", "Сотрудники"],
  by: ["By", "Как"],
  "directory.by": ["Search by", "Искать по"],
  "split.by": ["Divide", "Делить"],
  number: ["Number", "Номер"],
  caller_id: ["Number shown", "Показывать номер"],
  accept: [
    "Has to press 1 to take the call",
    "Нужно нажать 1, чтобы принять звонок",
    "A mobile's mailbox presses nothing, and the call goes on in the tree",
    "Автоответчик мобильного ничего не нажмёт, и звонок пойдёт дальше по дереву",
  ],
  accept_time: ["Time to press 1", "Время на нажатие"],
  accept_prompt: ["What the callee hears", "Что слышит вызываемый"],
  // Deciding
  queue: ["Queue", "Очередь"],
  schedule: ["Schedule", "Расписание"],
  exceptions: ["Exceptions", "Исключения"],
  "hours.exceptions": [
    "Exceptions with a way of their own",
    "Исключения с отдельным выходом",
    "A holiday that is listed here gets its own exit",
    "Праздник из этого списка получит свой выход",
  ],
  rules: ["Rules", "Правила", "The first that fits decides", "Решает первое подходящее"],
  countries: ["Countries", "Страны", "Codes: RU, DE", "Коды: RU, DE"],
  anonymous: ["Number withheld", "Номер скрыт"],
  lists: ["Lists of callers", "Списки номеров"],
  numbers: [
    "Numbers",
    "Номера",
    "A star at the end stands for all that follows: +7495*",
    "Звёздочка в конце заменяет все остальные цифры: +7495*",
  ],
  ways: ["Ways and shares", "Пути и доли"],
  tree: ["Tree", "Дерево"],
  returns: [
    "Ways it may come back by",
    "Выходы для возврата",
    "Exits that the return nodes of that tree name",
    "Выходы, которые называют узлы возврата того дерева",
  ],
  exit: ["Exit", "Выход"],
  // Marking
  priority: [
    "Priority",
    "Приоритет",
    "In queues, higher goes first; 0 is everybody's",
    "В очередях больший идёт первым; у всех 0",
  ],
  tags: ["Tags", "Метки"],
  note: ["Note", "Заметка", "For whoever takes the call", "Для того, кто примет звонок"],
  name_prefix: ["Before the caller's name", "Перед именем звонящего"],
  variables: ["Values", "Значения"],
  // Servers
  url: ["Address", "Адрес"],
  method: ["Method", "Метод"],
  secret: ["Secret to sign with", "Секрет для подписи"],
  time_limit: ["Time limit", "Предел времени"],
  answers: ["Answers that are exits", "Ответы-выходы"],
  // Finishing
  cause: ["What the network is told", "Что сообщить сети"],
  longest: ["Longest message", "Самое длинное сообщение"],
  silence: ["Silence that ends it", "Тишина, завершающая запись"],
  mailbox: ["Mailbox", "Почтовый ящик"],
  // The company
  code: [
    "Code",
    "Код",
    "Short Latin name, for ever: phone accounts begin with it",
    "Короткое латинское имя, навсегда: с него начинаются учётные записи телефонов",
  ],
  name: ["Name", "Название"],
  "people.name": ["Name", "Имя"],
  title: ["Name", "Название"],
  timezone: ["Time zone", "Часовой пояс"],
  outgoing: [
    "Number shown on outgoing calls",
    "Номер для исходящих",
    "By default the first number",
    "По умолчанию первый номер",
  ],
  extension: ["Internal number", "Внутренний номер"],
  extensions: ["People", "Сотрудники"],
  "people.number": [
    "Own outside number",
    "Свой городской номер",
    "Shown when this person calls outside",
    "Показывается, когда сотрудник звонит наружу",
  ],
  trunk: ["Trunk", "Линия оператора"],
  trunks: ["Trunks", "Линии операторов"],
  addresses: [
    "Addresses",
    "Адреса",
    "From where the carrier sends calls: address, address:port, network/length",
    "Откуда оператор присылает звонки: адрес, адрес:порт, сеть/длина",
  ],
  "mailboxes.mail": ["E-mail addresses", "Адреса почты"],
  max_calls: ["Calls at once", "Звонков одновременно"],
  groups: ["Groups", "Группы"],
  queues: ["Queues", "Очереди"],
  schedules: ["Schedules", "Расписания"],
  mailboxes: ["Mailboxes", "Почтовые ящики"],
  when: ["When", "Когда"],
  after: ["After ringing for", "После вызова в течение"],
  enabled: ["Can be dialled", "Можно набирать"],
  dial: [
    "Internal number that leads to it",
    "Внутренний номер, ведущий сюда",
    "Nobody else's",
    "Не занятый никем другим",
  ],
  digits: ["Digits after the code", "Цифры после кода"],
  // Calls to the outside
  calling: [
    "Calls to the outside",
    "Звонки наружу",
    "Within what the company may",
    "В пределах того, что разрешено компании",
  ],
  kinds: ["Kinds of numbers", "Виды номеров"],
  allow: ["Always allowed", "Разрешено всегда", "Beginnings: +7495", "Начала номеров: +7495"],
  deny: ["Never called", "Запрещено всегда", "Beginnings: +7809", "Начала номеров: +7809"],
  caller_ids: [
    "Codes that choose the number shown",
    "Коды выбора номера",
    "Dialled before the number; anonymous withholds it",
    "Набираются перед номером; anonymous скрывает номер",
  ],
  emergency: ["More emergency numbers", "Дополнительные экстренные номера"],
  regions: ["Regions", "Регионы"],
  routes: ["Routes", "Маршруты", "The first that fits is taken", "Берётся первый подходящий"],
  prices: ["Prices by trunk", "Цены по линиям"],
  limits: ["Limits", "Ограничения"],
  company: ["Of the company", "Для компании"],
  person: ["Of each person", "Для каждого сотрудника"],
  night: [
    "While closed",
    "В нерабочее время",
    "Further limits while a schedule is closed",
    "Дополнительные ограничения, когда расписание закрыто",
  ],
  warn: ["Warn by mail", "Предупреждать по почте", "At 80 % and at 100 %", "При 80 % и при 100 %"],
  locations: ["Locations", "Места"],
  simultaneous: ["Calls at once", "Звонков одновременно"],
  per_minute: ["Calls a minute", "Звонков в минуту"],
  "rates.per_minute": ["Price of a minute", "Цена минуты"],
  per_day: ["Calls a day", "Звонков в день"],
  minutes_per_day: ["Minutes a day", "Минут в день"],
  minutes_per_month: ["Minutes a month", "Минут в месяц"],
  money_per_day: ["Money a day", "Денег в день"],
  money_per_month: ["Money a month", "Денег в месяц"],
  longest_call: ["Longest call", "Самый длинный звонок"],
  hard: ["Cut calls at the limit", "Обрывать звонки на пределе"],
  currency: ["Currency", "Валюта"],
  rates: ["Rates", "Тарифы"],
  connection: ["Price of a connection", "Цена соединения"],
  first: ["At least charged", "Минимум к оплате"],
  step: ["Charged in steps of", "Шаг тарификации"],
  prefixes: ["Beginnings", "Начала номеров"],
  lengths: ["Numbers of digits", "Число цифр"],
  may_present: ["May also show", "Может показывать также"],
  max_calls_per_second: ["New calls a second", "Новых звонков в секунду"],
  original_caller: [
    "Show the caller's number on forwarded calls",
    "Показывать номер звонящего при переадресации",
  ],
  // Mailboxes
  unavailable: ["Usual greeting", "Обычное приветствие"],
  busy: ["Greeting while busy", "Приветствие, когда занято"],
  mail: ["Mail", "Почта"],
  "people.mail": [
    "Mail",
    "Почта",
    "Told when a phone registers from a new place",
    "Сообщим, если телефон подключится из нового места",
  ],
  greetings: ["Greetings", "Приветствия"],
  instructions: ["Say what to press", "Объяснять, что нажимать"],
  announcement_only: ["Greeting only, no message", "Только приветствие, без записи"],
  shortest: ["Shortest message", "Самое короткое сообщение"],
  max_messages: ["Messages kept", "Хранить сообщений"],
  keep_days: ["Days a message is kept", "Хранить сообщение дней"],
  operator: ["Whom 0 leads to", "К кому ведёт 0"],
  review: ["The caller may listen and record again", "Можно прослушать и записать заново"],
  early_media: ["Greet before answering", "Приветствовать до ответа"],
  attach: ["Recording in the mail", "Запись в письме"],
  subject: ["Subject of the mail", "Тема письма"],
  remove_after_mail: ["Delete after mailing", "Удалять после отправки"],
  transcribe: ["Write the words down", "Расшифровывать речь"],
  lights: ["Shown on phones of", "Показывать на телефонах"],
  access: ["Can be listened to by phone", "Можно слушать по телефону"],
  remote_access: ["Also from outside, with a PIN", "И снаружи, с PIN-кодом"],
  situation: ["Which greeting", "Какое приветствие"],
  voicemail: ["Voicemail of colleagues' calls", "Голосовая почта для коллег"],
  webhook: ["Webhook", "Вебхук"],
  // Queues
  strategy: ["Who is rung", "Кому звонить"],
  agents: ["Agents", "Операторы"],
  retry: ["Pause between offers", "Пауза между вызовами"],
  wrap_up: ["Time to write after a call", "Время на запись после разговора"],
  max_wait: ["Longest wait", "Предельное ожидание"],
  target: [
    "Service level wanted",
    "Целевой уровень обслуживания",
    "Live and the wall show today's service level against it",
    "«Сейчас» и большой экран сравнивают с ним сегодняшний уровень обслуживания",
  ],
  percent: ["Answered in time, %", "Отвечено вовремя, %"],
  within: ["In time means within", "Вовремя — это за"],
  "target.short": ["Hung up at once means within", "Сразу положил трубку — это за"],
  "queues.forwarding": ["Follow agents' forwarding", "Учитывать переадресацию операторов"],
  announce_place: ["Say the place in the queue", "Объявлять место в очереди"],
  refusal_pause: ["Pause after a refusal", "Пауза после отказа"],
  // Schedules
  weekly: ["Week", "Неделя"],
  holidays: ["Public holidays", "Государственные праздники"],
  country: ["Country", "Страна"],
  subdivision: ["Region", "Регион"],
  hours: ["Hours", "Часы"],
  shortened: ["An hour less before a holiday", "На час короче перед праздником"],
  workdays: ["Moved working days are worked", "Перенесённые рабочие дни рабочие"],
  date: ["Date", "Дата"],
  from: ["From", "С"],
  to: ["Until", "По"],
  closed: ["Closed", "Закрыто"],
  start: ["First node", "Первый узел"],
  fallback: [
    "When something fails",
    "Если что-то не так",
    "The node that takes the caller when an exit leads nowhere",
    "Узел, который примет звонящего, если выход никуда не ведёт",
  ],
};

const VALUES: Record<string, readonly [en: string, ru: string]> = {
  ru: ["Russian", "Русский"],
  en: ["English", "Английский"],
  together: ["All together", "Всем сразу"],
  one_by_one: ["One after another", "По очереди"],
  in_order: ["One after another", "По очереди"],
  waves: ["Joining one by one", "Присоединяя по одному"],
  longest_idle: ["Who has been free the longest", "Кто дольше всех свободен"],
  ring_all: ["Everybody at once", "Всем сразу"],
  round_robin: ["In turn", "По кругу"],
  linear: ["Always in this order", "Всегда в этом порядке"],
  random: ["At random", "Случайно"],
  fewest_calls: ["Who had the fewest calls", "У кого меньше звонков"],
  least_calls: ["Who had the fewest calls", "У кого меньше звонков"],
  least_talk: ["Who talked the least", "Кто меньше говорил"],
  progressive: ["Joining one by one", "Присоединяя по одному"],
  skills: ["By skill", "По навыкам"],
  sticky: ["Who talked with this caller last", "Кто говорил с ним в прошлый раз"],
  number: ["Number", "Номеру"],
  name: ["Name", "Имени"],
  both: ["Name or number", "Имени или номеру"],
  chance: ["By chance, in percent", "Случайно, в процентах"],
  turns: ["By turns", "По очереди"],
  follow: ["Followed, outside as well", "Действует, в том числе на внешние номера"],
  inside: ["Followed to colleagues only", "Действует только на коллег"],
  ignore: ["Not followed", "Не действует"],
  ringing: ["Ringing tone", "Гудки"],
  music: ["Music", "Музыка"],
  prompt: ["A message", "Сообщение"],
  fixed: ["Fixed line", "Городские"],
  mobile: ["Mobile", "Мобильные"],
  toll_free: ["Free of charge", "Бесплатные"],
  shared_cost: ["Shared cost", "С разделением оплаты"],
  internet: ["Internet", "Интернет"],
  premium: ["Premium rate", "Платные"],
  satellite: ["Satellite", "Спутниковые"],
  personal: ["Personal", "Персональные"],
  unknown: ["Unknown", "Неизвестные"],
  given: ["In this order", "В этом порядке"],
  cheapest: ["The cheapest first", "Сначала дешёвый"],
  none: ["None", "Нет"],
  normal: ["Ended normally", "Обычное завершение"],
  busy: ["Busy", "Занято"],
  no_answer: ["No answer", "Не отвечает"],
  unreachable: ["Not reachable", "Недоступен"],
  refused: ["Refused", "Отказ"],
  error: ["Failure", "Ошибка"],
  rejected: ["Refused", "Отказ"],
  caller: ["The caller's", "Звонящего"],
  company: ["The company's", "Компании"],
  all: ["Everybody's", "Всех"],
};

const INDEX: Record<Locale, 0 | 1> = { en: 0, ru: 1 };

function entry(owner: string, field: string): Entry | undefined {
  return WORDS[`${owner}.${field}`] ?? WORDS[field];
}

/** The name of a setting; one that nobody named is shown as the document writes it. */
export function fieldLabel(owner: string, field: string, locale: Locale): string {
  const found = entry(owner, field);
  if (found) return found[INDEX[locale]];
  const words = field.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether a setting has a name of its own in both languages. */
export function isNamed(owner: string, field: string): boolean {
  return entry(owner, field) !== undefined;
}

export function fieldHelp(owner: string, field: string, locale: Locale, schema?: string): string {
  const found = entry(owner, field);
  const own = found?.[locale === "en" ? 2 : 3];
  // The schema speaks English; in Russian no help is better than a foreign one.
  return own ?? (!found && locale === "en" ? (schema ?? "") : "");
}

export function valueLabel(value: string, locale: Locale): string {
  return VALUES[value]?.[INDEX[locale]] ?? value;
}

const SECONDS = new Set([
  "ring_time",
  "retry",
  "wrap_up",
  "max_wait",
  "within",
  "refusal_pause",
  "timeout",
  "inter_digit_timeout",
  "delay",
  "accept_time",
  "time_limit",
  "longest",
  "silence",
  "longest_call",
  "shortest",
  "after",
  "first",
  "step",
]);

export function isSeconds(field: string, description = ""): boolean {
  return SECONDS.has(field) || /\bseconds\b/.test(description);
}
