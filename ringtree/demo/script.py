"""What a demonstration call is given, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from ringtree.demo.listening import Samples
from ringtree.demo.words import Language

#: Who calls: nobody the company knows.
CALLER = "+79211234567"


class Account(NamedTuple):
    """What a phone registers with."""

    user: str
    password: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """A prompt the caller must hear: its words, for the reader, and its sound."""

    text: str
    pcm: Samples


class Story(StrEnum):
    """What happens to the caller."""

    WORKING = "working"  # waits in a queue for two colleagues that talk to each other
    OFF_HOURS = "off hours"  # hears when we open, and leaves a message


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoScript:
    """One caller.

    `accounts` are by internal number; the first two are the queue's agents, the others must not
    be rung. The call comes from 127.0.0.1:`carrier_port`, by which the server knows the trunk.
    Off hours there are none, and the caller hears `invitation` before the beep, and `thanks`.
    """

    company: str
    number: str  # E.164, as the carrier sends it
    carrier_port: int
    accounts: Mapping[str, Account]
    prompts: tuple[Spoken, ...]  # before the key is pressed, in this order
    place: Spoken | None = None
    music: Samples | None = None
    invitation: Spoken | None = None
    thanks: Spoken | None = None
    story: Story = Story.WORKING
    moment: str = ""  # in words, if it is not now
    caller: str = CALLER
    key: str = "1"
    language: Language = "ru"
    register: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """One expectation and whether it was met; `sentence` says what was heard instead if not."""

    is_met: bool
    sentence: str


@dataclass(slots=True)
class DemoResult:
    """What a demonstration showed."""

    findings: list[Finding] = field(default_factory=list)
    record: dict[str, Any] | None = None
    seconds: float = 0.0
    is_complete: bool = False

    @property
    def is_success(self) -> bool:
        """The call went to its end, and every expectation was met."""
        return self.is_complete and all(finding.is_met for finding in self.findings)
