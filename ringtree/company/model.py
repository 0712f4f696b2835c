"""The company as one document: its numbers, people, groups, queues, trees and trunks.

Everything here is frozen. Call processing reads a published `Company` and never the database, so
a caller who entered under one revision leaves under the same one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import (
    BeforeValidator,
    Field,
    SerializeAsAny,
)

from ringtree.company.caller_list import CallerList
from ringtree.company.case import MOST_CASES, Case
from ringtree.company.feature_code import AnyFeatureCode
from ringtree.company.limits import MailAddress
from ringtree.company.mailbox import Mailbox, PersonMailbox
from ringtree.company.node import NODE_TYPES, TreeNode
from ringtree.company.number import Number as Number
from ringtree.company.part import E164 as E164
from ringtree.company.part import CompanyCode as CompanyCode
from ringtree.company.part import Extension as Extension
from ringtree.company.part import Key as Key
from ringtree.company.part import Part as Part
from ringtree.company.part import Seconds as Seconds
from ringtree.company.part import Title as Title
from ringtree.company.part import Zone as Zone
from ringtree.company.part import named as named
from ringtree.company.presence import NotReadyReason
from ringtree.company.prompt import Language
from ringtree.company.queue import Levels
from ringtree.company.queue import Queue as Queue
from ringtree.company.route import DEFAULT_COUNTRY, Calling, Country, Permission, country_of
from ringtree.company.schedule import Schedule
from ringtree.company.trunk import Trunk as Trunk
from ringtree.company.words import suggest
from ringtree.explained import Explained
from ringtree.settings import EngineName


def _known_node(value: Any) -> Any:
    """Read a node as the class its `type` is registered under.

    Raises:
        ValueError: no type, or one that nobody registered.
    """
    if isinstance(value, TreeNode) or not isinstance(value, Mapping):
        return value
    kind = value.get("type")
    if isinstance(kind, str) and kind in NODE_TYPES:
        return NODE_TYPES[kind].model_validate(dict(value))
    known = ", ".join(sorted(NODE_TYPES))
    if kind is None:
        raise Explained(
            f"a node needs a type, one of: {known}", f"узлу нужен тип (type), один из: {known}"
        )
    raise Explained(
        f"{kind!r} is not a type of node, only: {known}{suggest(str(kind), NODE_TYPES)}",
        f"«{kind}» — не тип узла, есть только: {known}{suggest(str(kind), NODE_TYPES, 'ru')}",
    )


AnyNode = Annotated[SerializeAsAny[TreeNode], BeforeValidator(_known_node)]


class Person(Part):
    """One employee: an internal number, one SIP account, any number of devices."""

    extension: Extension
    name: Title
    number: E164 | None = Field(
        default=None, description="a number of the company presented on this person's calls"
    )
    hours: Key | None = Field(
        default=None, description="the schedule outside which the person is logged out"
    )
    mail: MailAddress | None = Field(
        default=None, description="told when a telephone registers as this person from a new place"
    )
    may_present: tuple[E164, ...] = Field(
        default=(), description="further numbers of the company the person may choose to present"
    )
    calling: Permission | None = Field(
        default=None, description="what the person may call, within what the company may"
    )
    voicemail: PersonMailbox | None = Field(
        default=None, description="where colleagues' unanswered calls leave a message"
    )
    skills: Levels = Field(
        default_factory=dict, description="what the person knows, levels from 1 to 10 by name"
    )
    wrap_up: Seconds | None = Field(
        default=None, description="time to write after a queue's call, instead of the queue's"
    )


class Group(Part):
    """People who can be dialled together."""

    name: Key = Field(exclude=True)
    extensions: tuple[Extension, ...] = Field(min_length=1)
    number: E164 | None = Field(
        default=None, description="presented by members who have no number of their own"
    )
    calling: Permission | None = Field(
        default=None, description="what members may call, within what the company may"
    )


#: A place on the drawing, in its units to the right and down.
DrawnAt = tuple[
    Annotated[int, Field(ge=-1_000_000, le=1_000_000)],
    Annotated[int, Field(ge=-1_000_000, le=1_000_000)],
]


class Tree(Part):
    """What happens to a caller: nodes, and where each exit leads."""

    name: Key = Field(exclude=True)
    start: Key = Field(description="the node a call enters")
    nodes: Mapping[Key, AnyNode] = Field(min_length=1)
    fallback: Key | None = Field(
        default=None, description="the node that takes the caller when something fails"
    )
    layout: Mapping[Key, DrawnAt] = Field(
        default_factory=dict,
        max_length=5000,
        description="where the panel draws nodes, [right, down]; others are placed automatically",
    )


class Speech(Part):
    """Who speaks a language to the callers of a company."""

    engine: EngineName = Field(description="one that the operator allows")
    voice: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z0-9][A-Za-z0-9_.+-]{0,79}$",
        description="a voice of the engine, such as ru+f3; by default its first",
    )


class Company(Part):
    """Everything of one company that decides what happens to its calls."""

    code: CompanyCode = Field(description="short Latin name; SIP accounts start with it")
    name: Title
    language: Language
    timezone: Zone
    outgoing: E164 | None = Field(
        default=None, description="number presented outside; by default the first number"
    )
    country: Country | None = Field(
        default=None, description="how numbers are dialled; by default the first number's"
    )
    calling: Calling = Calling()
    speech: Mapping[Language, Speech] = Field(
        default_factory=dict, description="who speaks which language; by default the server's first"
    )
    trunks: Annotated[Mapping[Key, Trunk], BeforeValidator(named)] = Field(default_factory=dict)
    numbers: tuple[Number, ...] = ()
    people: tuple[Person, ...] = ()
    groups: Annotated[Mapping[Key, Group], BeforeValidator(named)] = Field(default_factory=dict)
    queues: Annotated[Mapping[Key, Queue], BeforeValidator(named)] = Field(default_factory=dict)
    reasons: Annotated[Mapping[Key, NotReadyReason], BeforeValidator(named)] = Field(
        default_factory=dict, description="reasons for not being ready"
    )
    schedules: Annotated[Mapping[Key, Schedule], BeforeValidator(named)] = Field(
        default_factory=dict
    )
    lists: Annotated[Mapping[Key, CallerList], BeforeValidator(named)] = Field(default_factory=dict)
    codes: Mapping[Key, AnyFeatureCode] = Field(
        default_factory=dict, description="feature codes that differ from the usual, by name"
    )
    mailboxes: Annotated[Mapping[Key, Mailbox], BeforeValidator(named)] = Field(
        default_factory=dict
    )
    trees: Annotated[Mapping[Key, Tree], BeforeValidator(named)] = Field(default_factory=dict)
    cases: tuple[Case, ...] = Field(
        default=(),
        max_length=MOST_CASES,
        description="calls that must go as expected to be published",
    )

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A changed copy, validated anew: the look-ups below must not outlive their data."""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate({**fields, **(update or {})})

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {person.extension: person for person in self.people}

    @cached_property
    def _numbers(self) -> dict[str, Number]:
        return {number.number: number for number in self.numbers}

    @cached_property
    def zone(self) -> ZoneInfo:
        """The company's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def main_number(self) -> str | None:
        """The company's first number, E.164."""
        return self.numbers[0].number if self.numbers else None

    @property
    def outgoing_number(self) -> str | None:
        """The number presented on calls of people without one of their own."""
        return self.outgoing or self.main_number

    def person(self, extension: str) -> Person | None:
        """Who has this internal number."""
        return self._people.get(extension)

    def number(self, e164: str) -> Number | None:
        """The inbound number, if it is the company's."""
        return self._numbers.get(e164)

    def account(self, extension: str) -> str:
        """The SIP account of an internal number, unique on the server: `romashka-101`."""
        return f"{self.code}-{extension}"

    @cached_property
    def region(self) -> str:
        """The country in which the company dials, ISO 3166."""
        return self.country or country_of(self.main_number) or DEFAULT_COUNTRY

    @cached_property
    def _groups(self) -> dict[str, tuple[Group, ...]]:
        members = {member for group in self.groups.values() for member in group.extensions}
        return {
            one: tuple(group for group in self.groups.values() if one in group.extensions)
            for one in members
        }

    def groups_of(self, extension: str) -> tuple[Group, ...]:
        """The groups this person is in, in the document's order."""
        return self._groups.get(extension, ())

    def presented_number(self, extension: str) -> str | None:
        """The number shown to the outside when this person calls: the person's own, else the
        first that a group of theirs has, else the company's."""
        person = self.person(extension)
        groups = (group.number for group in self.groups_of(extension))
        return (
            (person.number if person else None)
            or next(filter(None, groups), None)
            or (self.outgoing_number)
        )

    def mailbox_dialled(self, extension: str) -> Mailbox | None:
        """The mailbox that an internal number leads to."""
        return next((box for box in self.mailboxes.values() if box.dial == extension), None)

    def queues_of(self, extension: str) -> Iterator[Queue]:
        """The queues this person serves."""
        return (queue for queue in self.queues.values() if extension in queue.agents)


def split_account(account: str) -> tuple[str, str] | None:
    """Company code and extension of a SIP account, or None if it cannot be one."""
    code, dash, extension = account.rpartition("-")
    if not (dash and code and 2 <= len(extension) <= 6 and extension.isascii()):
        return None
    return (code, extension) if extension.isdigit() else None
