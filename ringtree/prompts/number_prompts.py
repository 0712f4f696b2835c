"""What a number says to its callers before anything else."""

from __future__ import annotations

from ringtree.company.model import Number
from ringtree.company.prompt import Language, Prompt

RECORDING_NOTICE = {
    "ru": "Разговор может быть записан.",
    "en": "This call may be recorded.",
}
_CLOSED = {
    "ru": "Сейчас мы не работаем. Часы работы: {{hours:{schedule}}}.",
    "en": "We are closed now. Our working hours: {{hours:{schedule}}}.",
}


def number_prompts(number: Number, language: Language) -> tuple[Prompt, ...]:
    """The greeting and the notice, as far as the number has them, in order."""
    said = [number.greeting] if number.greeting is not None else []
    if number.recording_notice:
        said.append(Prompt(text=RECORDING_NOTICE[language], language=language))
    return tuple(said)


def closed_prompt(schedule: str, language: Language) -> Prompt:
    """What is said outside the hours of a schedule: the hours themselves."""
    return Prompt(text=_CLOSED[language].format(schedule=schedule), language=language)
