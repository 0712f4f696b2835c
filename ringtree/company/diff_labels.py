"""What parts of a company are called in sentences about changes, in Russian and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ringtree.company.prompt import Language


class Noun(NamedTuple):
    """A Russian noun with the ending its verbs take: добавлен, добавлена, добавлено."""

    word: str
    ending: str


THINGS: Mapping[str, tuple[Noun, str]] = {
    "trunks": (Noun("линия оператора", "а"), "trunk"),
    "numbers": (Noun("номер", ""), "number"),
    "people": (Noun("сотрудник", ""), "person"),
    "groups": (Noun("группа", "а"), "group"),
    "queues": (Noun("очередь", "а"), "queue"),
    "schedules": (Noun("расписание", "о"), "schedule"),
    "mailboxes": (Noun("почтовый ящик", ""), "mailbox"),
    "reasons": (Noun("причина", "а"), "reason"),
    "lists": (Noun("список", ""), "list"),
    "codes": (Noun("код функции", ""), "feature code"),
    "cases": (Noun("проверка", "а"), "case"),
    "trees": (Noun("дерево", "о"), "tree"),
}

NODES: Mapping[str, tuple[Noun, str]] = {
    "greeting": (Noun("приветствие", "о"), "greeting"),
    "menu": (Noun("меню", "о"), "menu"),
    "dial": (Noun("вызов сотрудников", ""), "dial"),
    "queue": (Noun("ожидание в очереди", "о"), "queue node"),
    "hang_up": (Noun("завершение звонка", "о"), "hang-up"),
    "hours": (Noun("проверка времени", "а"), "working hours"),
    "outside": (Noun("звонок на внешний номер", ""), "outside number"),
    "branch": (Noun("переход в дерево", ""), "branch"),
    "return": (Noun("возврат из дерева", ""), "return"),
    "voicemail": (Noun("голосовая почта", "а"), "voicemail"),
    "caller": (Noun("выбор по звонящему", ""), "caller check"),
    "language": (Noun("выбор языка", ""), "language"),
    "set": (Noun("пометка звонка", "а"), "set"),
    "webhook": (Noun("запрос к серверу", ""), "webhook"),
    "split": (Noun("разделение звонков", "о"), "split"),
    "callback": (Noun("обратный звонок", ""), "callback"),
    "directory": (Noun("справочник", ""), "directory"),
}

#: How a call comes to leave by an exit, as the beginning of a sentence.
EXITS: Mapping[str, Mapping[Language, str]] = {
    "next": {"ru": "дальше", "en": "then"},
    "no_input": {"ru": "если ничего не нажато,", "en": "when nothing is pressed,"},
    "no_match": {"ru": "если нажато не то,", "en": "when a wrong key is pressed,"},
    "answered": {"ru": "после разговора", "en": "after the conversation"},
    "busy": {"ru": "если занято,", "en": "when busy,"},
    "no_answer": {"ru": "если не отвечают,", "en": "when nobody answers,"},
    "unreachable": {"ru": "если никто не доступен,", "en": "when nobody can be reached,"},
    "overflow": {"ru": "после слишком долгого ожидания", "en": "after too long a wait"},
    "open": {"ru": "в рабочее время", "en": "in working hours"},
    "closed": {"ru": "если закрыто,", "en": "when closed,"},
}

#: Settings, as an owner calls them. English ones are the keys without their underscores.
SETTINGS: Mapping[str, str] = {
    "name": "название",
    "language": "язык",
    "timezone": "часовой пояс",
    "outgoing": "исходящий номер",
    "addresses": "адреса",
    "max_calls": "одновременных звонков",
    "trunk": "линия оператора",
    "tree": "дерево",
    "number": "номер",
    "extensions": "состав",
    "title": "название",
    "strategy": "порядок распределения",
    "agents": "операторы",
    "ring_time": "время вызова",
    "retry": "пауза между вызовами",
    "wrap_up": "время на запись после разговора",
    "max_wait": "предельное ожидание",
    "music": "музыка",
    "announce_place": "объявлять место",
    "refusal_pause": "пауза после отказа",
    "start": "начало",
    "fallback": "запасной узел",
    "choices": "клавиши",
    "attempts": "попыток",
    "timeout": "ожидание клавиши",
    "inter_digit_timeout": "ожидание следующей клавиши",
    "barge_in": "выбор до конца сообщения",
    "interruptible": "можно прервать",
    "prompt": "текст",
    "no_input_prompt": "текст, если ничего не нажато",
    "no_match_prompt": "текст, если нажато не то",
    "greeting": "приветствие",
    "targets": "кого вызывать",
    "queue": "очередь",
    "cause": "причина",
    "schedule": "расписание",
    "weekly": "часы по дням недели",
    "exceptions": "исключения",
    "holidays": "праздники",
    "direct_dial": "прямой набор внутренних номеров",
    "numbers": "номера",
    "rules": "правила",
    "ways": "доли",
    "variables": "значения",
    "priority": "приоритет",
    "tags": "метки",
    "note": "заметка",
    "name_prefix": "перед именем звонящего",
    "codes": "коды функций",
    "dial": "что набирать",
    "enabled": "включён",
    "people": "кому доступен",
    "speech": "речь",
    "engine": "синтезатор речи",
    "voice": "голос",
    "mail": "адреса для писем",
    "person": "сотрудник",
    "greetings": "приветствия",
    "longest": "предельная длина",
    "shortest": "наименьшая длина",
    "silence": "тишина, заканчивающая запись",
    "max_messages": "сообщений не больше",
    "keep_days": "хранить дней",
    "operator": "оператор",
    "attach": "вложение",
    "remove_after_mail": "удалять после отправки",
    "announcement_only": "только объявление",
    "review": "прослушать перед отправкой",
    "early_media": "приветствие до ответа",
    "lights": "у кого ещё горит лампочка",
    "access": "доступ по телефону",
    "remote_access": "доступ снаружи",
    "voicemail": "голосовая почта",
    "mailbox": "почтовый ящик",
}

SECONDS = frozenset(
    {"ring_time", "retry", "wrap_up", "max_wait", "refusal_pause", "timeout", "inter_digit_timeout"}
)
