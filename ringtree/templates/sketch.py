"""What a tree is drawn from, and the parts of a company that come with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ringtree.company.placeholders import literal
from ringtree.company.prompt import Language

Data = dict[str, Any]

#: The usual hours, where none were asked.
WEEK: Mapping[str, list[str]] = {"monday..friday": ["09:00-18:00"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a tree depends on.

    `extensions` answer the calls. `weekly` is as in a schedule, empty for the usual hours.
    Messages go to `mailbox` if there is one already; else to a new one, told of at the address
    `mail`, or by the lamps of the telephones. Names in `taken`, by section, are not used again.
    """

    name: str
    language: Language
    extensions: tuple[str, ...]
    weekly: Mapping[str, list[str]] = field(default_factory=dict)
    mail: str = ""
    mailbox: str = ""
    taken: Mapping[str, Iterable[str]] = field(default_factory=dict)


class Sketch:
    """Collects what is drawn into `parts`: sections of a company, each under free names."""

    def __init__(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self.parts: dict[str, Data] = {}
        self._mailbox = wishes.mailbox

    @property
    def people(self) -> list[str]:
        """Everybody's internal number, as wished."""
        return list(self.wishes.extensions)

    @property
    def halves(self) -> tuple[list[str], list[str]]:
        """Two halves of the people, the first the larger; one person is in both."""
        half = (len(self.people) + 1) // 2
        return self.people[:half], self.people[half:] or self.people

    def say(self, russian: str, english: str, **values: str) -> str:
        """A prompt in the company's language; `{name}` is the company's."""
        words = russian if self.wishes.language == "ru" else english
        for name, value in {**values, "name": literal(self.wishes.name)}.items():
            words = words.replace(f"{{{name}}}", value)
        return words

    def group(self, name: str, extensions: list[str]) -> str:
        """Some people who are rung together."""
        return self._put("groups", name, {"extensions": extensions})

    def queue(self, name: str, title: str, agents: list[str], **more: Any) -> str:
        """A queue; who has been free the longest is rung first, unless `more` says otherwise."""
        return self._put("queues", name, {"title": title, "agents": agents, **more})

    def schedule(self, usual: Mapping[str, list[str]] = WEEK) -> str:
        """The hours that were wished, or the `usual` ones of this kind of company."""
        weekly = {days: list(times) for days, times in (self.wishes.weekly or usual).items()}
        holidays = {"holidays": {"country": "RU"}} if self.wishes.language == "ru" else {}
        return self._put("schedules", "office", {"weekly": weekly, **holidays})

    def mailbox(self) -> str:
        """Where messages go: one mailbox, however often it is asked for."""
        if not self._mailbox:
            told = {"mail": self.wishes.mail} if self.wishes.mail else {"lights": self.people[:50]}
            self._mailbox = self._put("mailboxes", "company", {"title": self.wishes.name, **told})
        return self._mailbox

    def tree(self, start: str, nodes: Data, *, fallback: str) -> str:
        """The tree itself."""
        return self._put("trees", "main", {"start": start, "fallback": fallback, "nodes": nodes})

    def _put(self, section: str, name: str, value: Data) -> str:
        made = self.parts.setdefault(section, {})
        free = _free(name, {*self.wishes.taken.get(section, ()), *made})
        made[free] = value
        return free


def _free(name: str, taken: set[str]) -> str:
    """The name, or with the first number from 2 on that nobody has."""
    free, number = name, 2
    while free in taken:
        free, number = f"{name}{number}", number + 1
    return free
