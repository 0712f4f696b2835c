"""What a trace and a phone's screen say of a transfer, in the company's language."""

from __future__ import annotations

from ringtree.calls.cause import CauseKind
from ringtree.company.prompt import Language

_WHY: dict[CauseKind, dict[str, str]] = {
    CauseKind.BUSY: {"ru": "номер {to} занят", "en": "{to} is busy"},
    CauseKind.REFUSED: {"ru": "{to} отклоняет звонок", "en": "{to} declines"},
    CauseKind.NO_ANSWER: {"ru": "{to} не отвечает", "en": "{to} does not answer"},
    CauseKind.UNREACHABLE: {"ru": "номер {to} недоступен", "en": "{to} can't be reached"},
    CauseKind.LIMIT_REACHED: {
        "ru": "звонок на {to} не разрешён лимитами",
        "en": "a limit does not let the call to {to} out",
    },
}
_NOT_REACHED = {"ru": "соединить с {to} не удалось", "en": "{to} was not reached"}


def handed_on(by: str, to: str, language: Language, *, by_caller: bool) -> str:
    """Who transferred whom to whom."""
    if language == "ru":
        whom = "собеседника" if by_caller else "звонящего"
        return f"{by} переводит {whom} на {to}"
    whom = "the other side" if by_caller else "the caller"
    return f"{by} transferred {whom} to {to}"


def joined(by: str, to: str, language: Language) -> str:
    """The consultation of a transfer that followed it, as its own trace tells."""
    if language == "ru":
        return f"{by} соединяет {to} с другим своим собеседником"
    return f"{by} connected {to} with the other side of another call"


def returned(by: str, to: str, why: CauseKind, language: Language) -> str:
    """Why a transfer came to nothing, and what is done about it."""
    reason = _WHY.get(why, _NOT_REACHED)[language].format(to=to)
    if language == "ru":
        return f"{reason}: звонок возвращается к {by}"
    return f"{reason}: the call returns to {by}"


def coming_back(name: str, language: Language) -> str:
    """What the transferor's phone shows when somebody comes back."""
    word = "Возврат" if language == "ru" else "Returned"
    return f"{word}: {name}" if name else word
