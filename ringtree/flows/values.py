"""What the values in a tree's texts stand for, at this moment of this call."""

from __future__ import annotations

from collections.abc import Callable

from ringtree.company.model import Company
from ringtree.company.placeholders import Placeholder
from ringtree.company.placeholders import fill as put
from ringtree.company.prompt import LONGEST_TEXT, Language, Prompt
from ringtree.company.schedule import Schedule
from ringtree.flows.callers import grouped, international
from ringtree.flows.control import CallControl, Spoken
from ringtree.prompts.numbers import ordinal
from ringtree.schedules.speech.say import say_hours, say_opening

_WITHHELD: dict[Language, str] = {"ru": "номер не определён", "en": "number withheld"}


def fill(text: str, call: CallControl, language: Language | None = None) -> str:
    """The text with its values in place, in `language` or the call's.

    A name that nothing has set stands for nothing.
    """
    spoken_in = language or call.language
    return put(text, lambda one: _value(one, call, spoken_in))


def filled(prompts: tuple[Spoken, ...], call: CallControl) -> tuple[Spoken, ...]:
    """The prompts as they are to be heard now; one that says nothing without its values is left
    out."""
    if not any(isinstance(one, Prompt) and one.has_values for one in prompts):
        return prompts
    return tuple(one for one in map(lambda prompt: _filled(prompt, call), prompts) if one)


def _filled(prompt: Spoken, call: CallControl) -> Spoken | None:
    if not isinstance(prompt, Prompt) or not prompt.has_values or prompt.text is None:
        return prompt
    words = fill(prompt.text, call, prompt.language)[:LONGEST_TEXT]
    return Prompt(text=words, language=prompt.language) if words.strip() else None


def _value(one: Placeholder, call: CallControl, language: Language) -> str:
    built_in = _BUILT_IN.get(one.name)
    return built_in(one, call, language) if built_in else call.carried.variables.get(one.name, "")


def _caller(_one: Placeholder, call: CallControl, language: Language) -> str:
    return grouped(international(call.caller, call.company)) or _WITHHELD[language]


def _place(one: Placeholder, call: CallControl, language: Language) -> str:
    """The place that the caller would have on joining the queue now."""
    queues = call.company.queues
    name = one.argument or next(iter(queues), "")
    return ordinal(call.place(name), language) if name in queues else ""


def _hours(one: Placeholder, call: CallControl, language: Language) -> str:
    """The working hours, and what differs from them in the days to come."""
    schedule = _schedule(one, call.company)
    if schedule is None:
        return ""
    return say_hours(schedule.hours(call.company.timezone), call.instant, language)


def _next_opening(one: Placeholder, call: CallControl, language: Language) -> str:
    """When it opens next; nothing if that is not known."""
    schedule = _schedule(one, call.company)
    if schedule is None:
        return ""
    hours, override = schedule.hours(call.company.timezone), call.override(schedule.name)
    return say_opening(hours, call.instant, language, override)


def _schedule(one: Placeholder, company: Company) -> Schedule | None:
    """The schedule that is named, or the company's first: lint lets only one stay unnamed."""
    return company.schedules.get(one.argument or next(iter(company.schedules), ""))


_BUILT_IN: dict[str, Callable[[Placeholder, CallControl, Language], str]] = {
    "hours": _hours,
    "next_opening": _next_opening,
    "caller": _caller,
    "place": _place,
}
