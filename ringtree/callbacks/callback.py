"""One callback: who asked for it, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from ringtree.company.prompt import Language
from ringtree.queues.needs import NO_NEEDS, Needs


class CallbackState(StrEnum):
    """Where a callback is; all but the first are for good."""

    WAITING = "waiting"  # holds a place in the queue, or is being called
    REACHED = "reached"  # pressed 1 and was led to the agents
    RESUMED = "resumed"  # called again and took the place over
    UNREACHED = "unreached"  # every attempt failed, or it became too late
    CANCELLED = "cancelled"  # taken back

    @property
    def is_open(self) -> bool:
        """Whether somebody is still to be called."""
        return self is CallbackState.WAITING


class Source(StrEnum):
    """By which way it was asked for."""

    CALL = "call"
    API = "api"  # a key's: another program, such as a web site's form
    WEB = "web"  # a person's, signed in to the panel
    COMMAND = "command"


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    """`number` is E.164; instants are UTC; `again_at` is when it is tried next, None: when due.

    `needs` are the caller's as they were in the queue or the tree: whoever is called back has the
    place by them, and agents who are up to it.
    """

    id: str
    company: str
    queue: str
    number: str
    name: str = ""
    language: Language
    needs: Needs = NO_NEEDS
    source: Source
    by: str = ""
    requested: datetime
    state: CallbackState = CallbackState.WAITING
    attempts: int = 0
    again_at: datetime | None = None
    ended: datetime | None = None
    said: str = ""

    @property
    def entry_id(self) -> str:
        """What the queue's engine calls the place."""
        return f"callback-{self.id}"

    def ended_as(self, state: CallbackState, now: datetime) -> Callback:
        """The same, over; one that is over already stays as it ended."""
        if not self.state.is_open:
            return self
        return replace(self, state=state, ended=now, again_at=None)

    def failed(self, said: str, again_at: datetime | None) -> Callback:
        """The same after one more attempt that failed."""
        return replace(self, attempts=self.attempts + 1, said=said[:255], again_at=again_at)

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "id": self.id,
            "company": self.company,
            "queue": self.queue,
            "number": self.number,
            "name": self.name,
            "language": self.language,
            "needs": self.needs.to_dict(),
            "source": self.source.value,
            "by": self.by,
            "requested": self.requested.isoformat(timespec="seconds"),
            "state": self.state.value,
            "attempts": self.attempts,
            "again_at": self.again_at.isoformat(timespec="seconds") if self.again_at else None,
            "ended": self.ended.isoformat(timespec="seconds") if self.ended else None,
            "said": self.said,
        }
