"""Working hours: no day with two answers, none that nobody asks for."""

from __future__ import annotations

from collections.abc import Iterator

from ringtree.company.both import Both
from ringtree.company.lint_rule import Found, Place, Subject, rule
from ringtree.company.placeholders import BUILT_IN, placeholders
from ringtree.company.problem import Severity

OWN_DATES = Both("dates that no other exception covers", "даты, которых нет в другом исключении")
ANY = ""  # `{hours}` without a name means the only schedule there is


@rule(
    "overlapping-exceptions",
    Both(
        "Shorten one of the two, so that each day has one exception.",
        "Сократите одно из двух, чтобы на каждый день приходилось одно исключение.",
    ),
)
def exceptions_do_not_overlap(subject: Subject) -> Iterator[Found]:
    """A day in two exceptions would have two openings, and two greetings."""
    company = subject.company
    for name, schedule in company.schedules.items():
        hours = schedule.hours(company.timezone)
        for first, second in hours.overlapping():
            index = hours.exceptions.index(second)
            path = ("schedules", name, "exceptions", index)
            day = max(first.first, second.first)
            message = Both(
                f"{first.name!r} and {second.name!r} both cover {day}",
                f"день {day:%d.%m.%Y} входит и в «{first.name}», и в «{second.name}»",
            )
            yield Found(message, path, OWN_DATES)


@rule(
    "never-open",
    Both("Write the hours under `weekly`.", "Напишите часы работы в `weekly`."),
    Severity.WARNING,
)
def schedules_open(subject: Subject) -> Iterator[Found]:
    """A schedule without hours is closed for ever."""
    for name, schedule in subject.company.schedules.items():
        opens = any(schedule.weekly.values()) or any(day.hours for day in schedule.exceptions)
        if not opens:
            message = Both(
                f"the schedule {name!r} never opens",
                f"по расписанию «{name}» никогда не открыто",
            )
            yield Found(message, ("schedules", name), Both("hours", "часы работы"))


@rule(
    "unused-schedule",
    Both(
        "Name it in an hours node or as somebody's hours, or remove it.",
        "Укажите его в узле hours или в часах сотрудника либо удалите.",
    ),
    Severity.WARNING,
)
def schedules_are_used(subject: Subject) -> Iterator[Found]:
    """A schedule that nothing asks decides nothing."""
    used = {name for place in subject.places() for name in _schedules_asked(place)}
    offered = [queue.callbacks for queue in subject.company.queues.values()]
    used |= {one.hours for one in offered if one is not None and one.hours is not None}
    used |= {person.hours for person in subject.company.people if person.hours}
    used |= {number.schedule for number in subject.company.numbers if number.schedule}
    if ANY in used:
        return
    for name in subject.company.schedules:
        if name not in used:
            message = Both(
                f"nothing asks the schedule {name!r}",
                f"расписание «{name}» нигде не используется",
            )
            yield Found(message, ("schedules", name))


def _schedules_asked(place: Place) -> Iterator[str]:
    yield from (name for kind, name in place.node.references() if kind == "schedule")
    for text in place.node.texts():
        for value in placeholders(text):
            if BUILT_IN.get(value.name) == "schedule":
                yield value.argument or ANY
