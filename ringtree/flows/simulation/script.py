"""What a scripted caller does: which keys, when none, and how everybody else behaves."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ringtree.company.case import WAIT
from ringtree.flows.requests import WebhookOutcome

#: Seconds a caller takes to press a key once asked, and between the keys of one number.
REACTION = 0.5
BETWEEN_KEYS = 0.2
#: Seconds until who is free picks up, of a conversation, and of a message.
RINGING = 6.0
TALKING = 60.0
SPEAKING = 10.0
#: Nobody waits longer, in seconds: who would have to is called abandoned.
LONGEST = 4 * 3600.0


class Manner(StrEnum):
    """How somebody behaves who is rung."""

    FREE = "free"  # picks up
    BUSY = "busy"  # in another call, all the time
    NONE = "none"  # no phone is registered
    AWAY = "away"  # the phone rings, and nobody takes it


@dataclass(frozen=True, slots=True)
class Agents:
    """How everybody of the company behaves; who is outside is free unless named.

    `forwarded` is whose calls always go to somebody else: an internal number, or E.164.
    """

    usual: Manner = Manner.FREE
    others: dict[str, Manner] = field(default_factory=dict)
    forwarded: dict[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> Agents:
        """Read `free,101=busy,102=+79211234567`; `ringtree.company.case` says what is allowed.

        Raises:
            ValueError: a word that is none of the manners.
        """
        usual, others, forwarded = Manner.FREE, {}, {}
        for part in text.split(","):
            who, equals, how = part.strip().rpartition("=")
            if equals and how.removeprefix("+").isdigit():
                forwarded[who] = how
            elif equals:
                others[who] = Manner(how)
            else:
                usual = Manner(how)
        return cls(usual, others, forwarded)

    def of(self, extension: str) -> Manner:
        """How an employee behaves."""
        return self.others.get(extension, self.usual)

    def outside(self, number: str) -> Manner:
        """How a number outside behaves."""
        return self.others.get(number, Manner.FREE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One imagined call. `at` is aware; `hang_up_after` is in seconds from its beginning.

    `waiting` callers are in each queue when this one comes. `webhook` is what servers answer: the
    name of an exit, or how they fail.
    """

    to: str
    caller: str
    at: datetime
    press: str = ""
    agents: Agents = field(default_factory=Agents)
    waiting: int = 0
    hang_up_after: float | None = None
    webhook: str = WebhookOutcome.FAILED.value


class Keys:
    """The caller's keys. Each part of `1,wait,23` is for one question.

    A question is known by anything that differs from the question before; once a wait for a key
    has run out, the same question may be answered by the next part.
    """

    __slots__ = ("_answered", "_current", "_parts")

    def __init__(self, press: str) -> None:
        self._parts = deque(part for part in press.split(",") if part)
        self._current: deque[str] = deque()
        self._answered: Hashable = None

    def next(self, question: Hashable, patience: float) -> tuple[str, float]:
        """The key pressed within `patience` seconds, "" for none, and how long it took."""
        pause = BETWEEN_KEYS
        if not self._current and self._parts and question != self._answered:
            pause, self._answered = REACTION, question
            part = self._parts.popleft()
            self._current.extend(part if part != WAIT else "")
        if not self._current or pause >= patience:
            self._answered = None
            return "", patience
        return self._current.popleft(), pause
