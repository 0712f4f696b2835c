"""Names: each once, each known, each of use to somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from ringtree.company.both import Both
from ringtree.company.calling_references import calling_references
from ringtree.company.lint_rule import Found, Place, Subject, rule
from ringtree.company.model import Company
from ringtree.company.placeholders import BUILT_IN, placeholders
from ringtree.company.problem import Path, Severity

ONE_NUMBER = Both("at least one internal number", "хотя бы один внутренний номер")
EACH_ONCE = Both("each once", "каждый один раз")


@rule(
    "duplicate",
    Both(
        "Remove one of the two, or give it a number of its own.",
        "Удалите одного из двух или дайте ему отдельный номер.",
    ),
)
def each_stands_once(subject: Subject) -> Iterator[Found]:
    """No internal number, number or member twice: which of the two is meant?"""
    company = subject.company
    extensions = [person.extension for person in company.people]
    numbers = [number.number for number in company.numbers]
    internal = Both("internal number", "внутренний номер")
    yield from _twice(internal, extensions, "people", "extension")
    yield from _twice(Both("number", "номер"), numbers, "numbers", "number")
    for path, members in _member_lists(company).items():
        for extension, count in Counter(members).items():
            if count > 1:
                message = Both(
                    f"{extension} stands {count} times",
                    f"{extension} указан несколько раз: {count}",
                )
                yield Found(message, path, EACH_ONCE)


def _twice(what: Both, values: list[str], part: str, key: str) -> Iterator[Found]:
    for index, value in enumerate(values):
        if value in values[:index]:
            message = Both(
                f"the {what.en} {value} stands twice", f"{what.ru} {value} указан дважды"
            )
            yield Found(message, (part, index, key), EACH_ONCE)


def _member_lists(company: Company) -> dict[Path, tuple[str, ...]]:
    lists: dict[Path, tuple[str, ...]] = {}
    for name, group in company.groups.items():
        lists["groups", name, "extensions"] = group.extensions
    for name, queue in company.queues.items():
        lists["queues", name, "agents"] = queue.agents
    for name, box in company.mailboxes.items():
        lists["mailboxes", name, "lights"] = box.lights
    return lists


#: What can be named, in the genitive that «нет» takes.
MISSING: Mapping[str, str] = {
    "extension": "внутреннего номера",
    "target": "внутреннего номера или группы",
    "number": "номера",
    "region": "региона",
    "trunk": "линии оператора",
    "group": "группы",
    "queue": "очереди",
    "schedule": "расписания",
    "mailbox": "почтового ящика",
    "reason": "причины",
    "list": "списка",
    "code": "кода функции",
    "tree": "дерева",
}


@rule(
    "unknown-reference",
    Both(
        "Correct the name, or add to the document what it is the name of.",
        "Исправьте имя или добавьте в документ то, что так называется.",
    ),
)
def names_are_known(subject: Subject) -> Iterator[Found]:
    """Whatever names a person, queue, tree, trunk or number names one there is."""
    company = subject.company
    known = _known(company)
    for kind, name, path in _wanted(subject):
        if kind in known and name not in known[kind]:
            yield _unknown(kind, name, path, known[kind])


def _members(company: Company) -> Iterator[tuple[str, str, Path]]:
    for path, members in _member_lists(company).items():
        for index, extension in enumerate(members):
            if not extension.startswith("+"):  # an agent outside has no name here
                yield "extension", extension, (*path, index)


def _wanted(subject: Subject) -> Iterator[tuple[str, str, Path]]:
    company = subject.company
    if company.outgoing is not None:
        yield "number", company.outgoing, ("outgoing",)
    yield from _wanted_by_numbers(company)
    for index, person in enumerate(company.people):
        if person.number is not None:
            yield "number", person.number, ("people", index, "number")
    yield from calling_references(company)
    yield from _wanted_by_mailboxes(company)
    yield from _hours(company)
    yield from _members(company)
    yield from _code_users(company)
    for place in subject.places():
        for kind, name in (*place.node.references(), *_named_in_texts(place)):
            yield kind, name, place.path()


def _wanted_by_numbers(company: Company) -> Iterator[tuple[str, str, Path]]:
    for index, number in enumerate(company.numbers):
        for kind, key in _NUMBER_NAMES:
            if (name := getattr(number, key)) is not None:
                yield kind, name, ("numbers", index, key)


#: What a number names, and by which key.
_NUMBER_NAMES = (
    ("trunk", "trunk"),
    ("tree", "tree"),
    ("extension", "person"),
    ("queue", "queue"),
    ("mailbox", "mailbox"),
    ("schedule", "schedule"),
    ("tree", "closed"),
)


def _code_users(company: Company) -> Iterator[tuple[str, str, Path]]:
    for code, said in company.codes.items():
        for index, member in enumerate(said.people or ()):
            yield "target", member, ("codes", code, "people", index)


def _wanted_by_mailboxes(company: Company) -> Iterator[tuple[str, str, Path]]:
    for index, person in enumerate(company.people):
        if person.voicemail is not None:
            yield "mailbox", person.voicemail.mailbox, ("people", index, "voicemail", "mailbox")
    for name, box in company.mailboxes.items():
        if box.person is not None:
            yield "extension", box.person, ("mailboxes", name, "person")
        if box.operator is not None:
            yield "target", box.operator, ("mailboxes", name, "operator")


def _hours(company: Company) -> Iterator[tuple[str, str, Path]]:
    """The schedules by which people work and queues call back."""
    for index, person in enumerate(company.people):
        if person.hours is not None:
            yield "schedule", person.hours, ("people", index, "hours")
    for name, queue in company.queues.items():
        if queue.callbacks is not None and queue.callbacks.hours is not None:
            yield "schedule", queue.callbacks.hours, ("queues", name, "callbacks", "hours")


def _named_in_texts(place: Place) -> Iterator[tuple[str, str]]:
    """The schedule of `{hours:office}`, the queue of `{place:sales}`."""
    for text in place.node.texts():
        for value in placeholders(text):
            kind = BUILT_IN.get(value.name)
            if kind and value.argument:
                yield kind, value.argument


def _known(company: Company) -> dict[str, Collection[str]]:
    """The names there are of each kind; any further named part of the document by its own."""
    people = [person.extension for person in company.people]
    known: dict[str, Collection[str]] = {
        field.removesuffix("es") if field.endswith("xes") else field.removesuffix("s"): value
        for field, value in company
        if isinstance(value, Mapping)
    }
    known |= {
        "extension": people,
        "target": [*people, *company.groups],
        "number": [number.number for number in company.numbers],
        "region": company.calling.regions,
    }
    return known


def _unknown(kind: str, name: str, path: Path, known: Collection[str]) -> Found:
    russian = MISSING.get(kind, kind)
    message = Both(f"there is no {kind} {name!r}", f"нет {russian} «{name}»").hinted(name, known)
    none = Both(f"none: the company has no {kind}", "ничего: у компании такого пока нет")
    return Found(message, path, ", ".join(sorted(known)) or none)


@rule(
    "queue-nobody-serves",
    Both(
        "Name the people who answer this queue, or remove it.",
        "Назначьте операторов этой очереди или удалите её.",
    ),
)
def queues_are_served(subject: Subject) -> Iterator[Found]:
    """A queue without agents lets every caller wait in vain."""
    for name, queue in subject.company.queues.items():
        if not queue.agents:
            path: Path = ("queues", name, "agents")
            message = Both(
                f"nobody serves the queue {name!r}", f"очередь «{name}» никто не обслуживает"
            )
            yield Found(message, path, ONE_NUMBER)


@rule(
    "unknown-strategy",
    Both(
        "Choose one of the strategies there are.",
        "Выберите один из имеющихся порядков распределения.",
    ),
)
def strategies_are_known(subject: Subject) -> Iterator[Found]:
    """A queue's strategy is one that the server has."""
    if (known := subject.strategies) is None:
        return
    for name, queue in subject.company.queues.items():
        if queue.strategy not in known:
            message = Both(
                f"there is no strategy {queue.strategy!r}",
                f"нет порядка распределения «{queue.strategy}»",
            ).hinted(queue.strategy, known)
            yield Found(message, ("queues", name, "strategy"), ", ".join(sorted(known)))


@rule(
    "unused-tree",
    Both(
        "Lead a number or a branch node to it, or remove it.",
        "Направьте в него номер или узел branch либо удалите его.",
    ),
    Severity.WARNING,
)
def trees_are_used(subject: Subject) -> Iterator[Found]:
    """A tree that no number and no other tree leads to."""
    used = {one for number in subject.company.numbers for one in (number.tree, number.closed)}
    for place in subject.places():
        used.update(name for kind, name in place.node.references() if kind == "tree")
    for name in subject.company.trees:
        if name not in used:
            message = Both(
                f"no number leads to the tree {name!r}",
                f"в дерево «{name}» не ведёт ни один номер",
            )
            yield Found(message, ("trees", name))
