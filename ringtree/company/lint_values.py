"""Values in texts: each set by something, none that could mean two things."""

from __future__ import annotations

from collections.abc import Iterator

from ringtree.company.both import Both
from ringtree.company.lint_rule import Found, Subject, rule
from ringtree.company.model import Company
from ringtree.company.placeholders import BUILT_IN, Placeholder, placeholders

#: What a value may be of, in the words of a Russian sentence.
NEEDED = {
    "schedule": "нужно расписание, а у компании его нет",
    "queue": "нужна очередь, а у компании её нет",
}


@rule(
    "unknown-value",
    Both(
        "Set it in a set node, or correct the name.",
        "Задайте его в узле set или исправьте имя.",
    ),
)
def values_are_known(subject: Subject) -> Iterator[Found]:
    """A value that nothing sets is a gap in what the caller hears."""
    places = tuple(subject.places())
    known = {*BUILT_IN, *(name for place in places for name in place.node.sets())}
    for place in places:
        for text in place.node.texts():
            for value in placeholders(text):
                if value.name not in known:
                    message = Both(
                        f"nothing sets the value {value}", f"значение {value} нигде не задаётся"
                    ).hinted(value.name, known)
                    yield Found(message, place.path(), ", ".join(sorted(known)))


@rule(
    "ambiguous-value",
    Both(
        "Say which one: {hours:office}, {place:sales}.",
        "Уточните, чьё оно: {hours:office}, {place:sales}.",
    ),
)
def values_say_whose(subject: Subject) -> Iterator[Found]:
    """`{hours}` alone means the only schedule: with several, or none, it means nothing."""
    for place in subject.places():
        for text in place.node.texts():
            for value in placeholders(text):
                names = _choices(subject.company, value)
                if names is not None and len(names) != 1:
                    yield Found(_unsure(value, names), place.path(), _written(value, names))


def _unsure(value: Placeholder, names: tuple[str, ...]) -> Both:
    """Why it is not known what a value is meant of."""
    if names:
        return Both(
            f"{value} could mean any of {len(names)}",
            f"непонятно, к чему относится {value}: вариантов — {len(names)}",
        )
    kind = BUILT_IN[value.name]
    return Both(
        f"{value} needs a {kind}, and the company has none",
        f"для {value} {NEEDED[kind or '']}",
    )


def _choices(company: Company, value: Placeholder) -> tuple[str, ...] | None:
    """What a value without an argument may be meant of; None where it needs none."""
    kind = BUILT_IN.get(value.name)
    if kind is None or value.argument:
        return None
    return tuple(company.schedules if kind == "schedule" else company.queues)


def _written(value: Placeholder, names: tuple[str, ...]) -> str:
    return ", ".join(str(Placeholder(value.name, name)) for name in names)
