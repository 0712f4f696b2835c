"""A message in a mailbox, and how many there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class MessageState(StrEnum):
    """Whether somebody has heard it."""

    NEW = "new"
    OLD = "old"


class BoxKey(NamedTuple):
    """Which mailbox of which company."""

    company: str
    mailbox: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message. `file` is below the data directory; `removed` since when it is in the bin."""

    id: str
    company: str
    mailbox: str
    call: str
    caller: str
    caller_name: str
    called: str
    started: datetime
    seconds: float
    speech: float
    path: tuple[str, ...]
    file: str
    size: int
    state: MessageState = MessageState.NEW
    is_urgent: bool = False
    removed: datetime | None = None
    forwarded_by: str = ""
    transcript: str = ""
    webhook: str = ""
    webhook_attempts: int = 0
    webhook_next: datetime | None = None
    webhook_answer: str = ""
    webhook_since: datetime | None = None

    @property
    def key(self) -> BoxKey:
        """Whose it is."""
        return BoxKey(self.company, self.mailbox)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many messages a mailbox holds; those in the bin don't count. `size` in bytes, with it."""

    new: int = 0
    old: int = 0
    urgent_new: int = 0
    urgent_old: int = 0
    size: int = 0

    @property
    def total(self) -> int:
        """New and old."""
        return self.new + self.old

    @classmethod
    def of(cls, messages: Iterable[Message]) -> Counts:
        """Counted one by one, for tests and small lists."""
        kept = [one for one in messages if one.removed is None]
        new = [one for one in kept if one.state is MessageState.NEW]
        return cls(
            new=len(new),
            old=len(kept) - len(new),
            urgent_new=sum(one.is_urgent for one in new),
            urgent_old=sum(one.is_urgent for one in kept if one not in new),
            size=sum(one.size for one in kept),
        )


def in_order(messages: Iterable[Message]) -> list[Message]:
    """As they are listened to: urgent before others, new before old, then by their time."""
    return sorted(
        messages,
        key=lambda one: (one.state is not MessageState.NEW, not one.is_urgent, one.started, one.id),
    )
