"""Why a call left a node by the exit it took, in a few words, from its trace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ringtree.company.prompt import Language
from ringtree.flows.runner import CALLER_LEFT, ERROR, LOST, MOVED, STOPPED
from ringtree.records.trace import TraceEntry

Words = Mapping[Language, str]

_ENDS: Mapping[str, Words] = {
    CALLER_LEFT: {"en": "the caller hung up", "ru": "звонящий положил трубку"},
    LOST: {"en": "the connection broke", "ru": "связь оборвалась"},
    ERROR: {"en": "the node failed", "ru": "в узле произошла ошибка"},
    STOPPED: {"en": "the server was stopped", "ru": "сервер остановили"},
    MOVED: {"en": "a supervisor moved the caller", "ru": "руководитель перевёл звонившего"},
}
_OUTCOMES: Mapping[str, Words] = {
    "answered": {"en": "somebody answered", "ru": "ответили"},
    "busy": {"en": "busy", "ru": "занято"},
    "no_answer": {"en": "nobody answered in time", "ru": "никто не ответил вовремя"},
    "unreachable": {"en": "no phone could be rung", "ru": "ни один телефон не на связи"},
    "overflow": {"en": "the longest wait had passed", "ru": "предельное ожидание истекло"},
    "closed": {"en": "nobody can serve the queue", "ru": "очередь некому обслуживать"},
    "full": {"en": "there was no room left", "ru": "места больше не было"},
    "crowded": {"en": "too many wait for each agent", "ru": "на каждого агента ждёт слишком много"},
    "long_wait": {"en": "the wait would be too long", "ru": "ждать пришлось бы слишком долго"},
    "nobody": {"en": "no agent was there to wait for", "ru": "ждать было некого"},
    "deserted": {"en": "the last agent went away", "ru": "последний агент ушёл"},
    "accepted": {"en": "a call back was promised", "ru": "обещали перезвонить"},
    "no_number": {"en": "no number to call back", "ru": "перезвонить некуда: номера нет"},
    "not_offered": {"en": "the queue calls nobody back", "ru": "очередь не перезванивает"},
    "done": {"en": "the mailbox was listened to", "ru": "почтовый ящик прослушан"},
    "denied": {"en": "the mailbox stayed shut", "ru": "в почтовый ящик не пустили"},
    "operator": {
        "en": "0 was pressed for a person",
        "ru": "нажали 0, чтобы соединиться с человеком",
    },
    "back": {"en": "the caller turned back", "ru": "звонящий вернулся"},
    "no_input": {"en": "nothing was pressed", "ru": "ничего не нажали"},
    "no_match": {"en": "no choice was pressed", "ru": "нажали не то, что предлагалось"},
    "other": {"en": "no rule fits the caller", "ru": "ни одно правило не подошло звонящему"},
    "next": {"en": "it always goes on", "ru": "дальше путь один"},
    "recorded": {"en": "a message was left", "ru": "оставили сообщение"},
    "nothing_said": {"en": "nothing was said", "ru": "ничего не сказали"},
    "timeout": {"en": "the server did not answer in time", "ru": "сервер не ответил вовремя"},
    "failed": {"en": "the server could not be asked", "ru": "спросить сервер не удалось"},
    "bad_answer": {"en": "the server's answer is no use", "ru": "ответ сервера непригоден"},
    "refused": {"en": "the call was not accepted", "ru": "звонок не приняли"},
    "normal": {"en": "somebody answered", "ru": "ответили"},
    "not_allowed": {"en": "the person may not use it", "ru": "этому сотруднику не разрешено"},
    "no_pin": {"en": "the person has no PIN", "ru": "у сотрудника нет PIN-кода"},
    "wrong_pin": {"en": "the PIN was wrong", "ru": "PIN-код неверный"},
    "locked": {"en": "too many wrong PINs", "ru": "слишком много неверных PIN-кодов"},
    "ended": {"en": "the call ends here", "ru": "здесь звонок завершается"},
}
_SENTENCES: Mapping[str, Words] = {
    "chosen": {"en": "{exit} was chosen", "ru": "выбран выход {exit}"},
    "code": {"en": "the feature ends with {exit}", "ru": "итог функции: {exit}"},
    "pressed": {"en": "{exit} was pressed", "ru": "нажали {exit}"},
    "limit": {"en": "the tree goes round ({limit})", "ru": "дерево ходит по кругу ({limit})"},
    "unwired": {"en": "{words}; the exit leads nowhere", "ru": "{words}; выход никуда не ведёт"},
    "rule": {"en": "the caller fits the rule by {by}", "ru": "звонящий подходит под правило: {by}"},
    "drawn": {"en": "{drawn:g} was drawn", "ru": "выпало {drawn:g}"},
    "into": {"en": "into the tree {into}", "ru": "вход в дерево {into}"},
    "back": {"en": "back by {by}", "ru": "возврат через {by}"},
    "kept_in": {
        "en": "{kept_in}, and the node lets nobody out of the house (forwarding)",
        "ru": "{kept_in}, а узел не выпускает звонки наружу (forwarding)",
    },
    "open": {"en": "open by {reason}", "ru": "открыто: {reason}"},
    "closed": {"en": "closed by {reason}", "ru": "закрыто: {reason}"},
    "until": {"en": "{words}, until {until}", "ru": "{words}, до {until}"},
}
#: What the Russian calls by another name than the trace; English says the trace's own.
_RUSSIAN: Mapping[str, str] = {
    "weekly": "обычное расписание",
    "holiday": "праздник",
    "day_off": "выходной по переносу",
    "workday": "рабочий день по переносу",
    "shortened": "сокращённый день",
    "exception": "исключение",
    "override": "режим включён вручную",
    "anonymous": "номер скрыт",
    "numbers": "номер",
    "normal": "ответ",
    "answered": "ответ",
    "answered_elsewhere": "ответил другой",
    "cancelled": "звонок отменён",
    "busy": "занято",
    "no_answer": "нет ответа",
    "unreachable": "недоступен",
    "refused": "отклонил",
    "not_permitted": "не разрешено",
    "limit_reached": "достигнут предел",
    "overloaded": "перегрузка",
    "error": "ошибка",
}


def why(entry: TraceEntry, language: Language = "en") -> str:
    """One clause in a language. Names, and what software says of its failures, stay theirs."""
    facts, exit_name = entry.facts, entry.exit or ""
    if exit_name in _ENDS:
        ends = _ENDS[exit_name][language]
        return f"{ends}: {facts['why']}" if "why" in facts else ends
    if "limit" in facts:
        return _said("limit", language, limit=facts["limit"])
    words = _of_type(entry, facts, language) or _outcome(exit_name, language)
    return _said("unwired", language, words=words) if facts.get("unwired") else words


def _said(name: str, language: Language, **values: Any) -> str:
    return _SENTENCES[name][language].format(**values)


def _outcome(exit_name: str, language: Language) -> str:
    if exit_name in _OUTCOMES:
        return _OUTCOMES[exit_name][language]
    return _said("chosen", language, exit=exit_name)


def _named(word: object, language: Language) -> str:
    return _RUSSIAN.get(str(word), str(word)) if language == "ru" else str(word)


def _of_type(entry: TraceEntry, facts: dict[str, Any], language: Language) -> str:
    if entry.type == "code" and entry.exit not in _OUTCOMES:
        return _said("code", language, exit=entry.exit)
    if entry.type == "hours" and "reason" in facts:
        return _hours(facts, language)
    if entry.type == "caller" and "by" in facts:
        return _said("rule", language, by=_named(facts["by"], language))
    if entry.type == "split" and "drawn" in facts:
        return _said("drawn", language, drawn=facts["drawn"])
    if entry.type == "branch" and "into" in facts:
        return _said("into", language, into=facts["into"])
    if entry.type == "return" and "by" in facts:
        return _said("back", language, by=facts["by"])
    if entry.exit == "unreachable" and "kept_in" in facts:
        return _said("kept_in", language, kept_in=facts["kept_in"])
    if entry.exit in ("busy", "no_answer", "unreachable") and facts.get("rung"):
        return ", ".join(f"{who}: {_named(fate, language)}" for who, fate in facts["rung"].items())
    pressed = "".join(step.get("pressed", "") for step in facts.get("steps", ()))
    if pressed and pressed.endswith(entry.exit or "-"):
        return _said("pressed", language, exit=entry.exit)
    return ""


def _hours(facts: dict[str, Any], language: Language) -> str:
    named = facts.get("exception") or facts.get("holiday")
    reason = _named(facts["reason"], language)
    if named:
        reason += f" «{named}»" if language == "ru" else f" {named}"
    words = _said("open" if facts["open"] else "closed", language, reason=reason)
    until = facts.get("until")
    return _said("until", language, words=words, until=_when(until, language)) if until else words


def _when(until: str, language: Language) -> str:
    """As Russians write a moment; English keeps what the trace says, to the second."""
    return f"{datetime.fromisoformat(until):%H:%M %d.%m.%Y}" if language == "ru" else until
