"""What a tree may ask of the world beyond its call: the time, and what is counted across calls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from ringtree.company.model import Company
from ringtree.flows.callbacks import CallbackDesk, NoCallbacks
from ringtree.flows.duty import Duty, NoDuty
from ringtree.flows.mailboxes import Mailboxes, NoMailboxes
from ringtree.flows.overrides import MemoryOverrides, OverrideBook
from ringtree.flows.pins import NoPins, Pins
from ringtree.flows.requests import WebhookOutcome, WebhookReply, WebhookRequest
from ringtree.flows.studio import MemoryTakes, Takes
from ringtree.forwarding.rules import Wishes
from ringtree.forwarding.service import NoForwarding
from ringtree.schedules.state import state


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


class Counters:
    """Counts per company and name, for turns taken by one call after the other.

    They live as long as the server: after a restart the turns begin anew.
    """

    __slots__ = ("_counts",)

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()

    def count(self, company: str, name: str) -> int:
        """How often this was asked before, from 0 up."""
        before = self._counts[company, name]
        self._counts[company, name] = before + 1
        return before


class Webhooks(Protocol):
    """Asks companies' servers."""

    async def ask(self, company: str, request: WebhookRequest) -> WebhookReply:
        """What the server says, within the request's limit. Never raises but by cancelling."""


class NoWebhooks:
    """No server can be reached."""

    async def ask(self, company: str, request: WebhookRequest) -> WebhookReply:
        """FAILED, always."""
        return WebhookReply(outcome=WebhookOutcome.FAILED, why="no server is asked here")


class ForwardingBook(Protocol):
    """What people have said about their own calls."""

    def of(self, company: str, extension: str) -> Wishes:
        """One person's wishes."""

    async def set(self, company: Company, extension: str, wishes: Wishes, *, author: str) -> None:
        """Change them. Raises BadForwarding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One for the server, one for each simulation.

    `now` gives aware instants; `overrides` is what people have set for schedules.
    """

    now: Callable[[], datetime] = utc_now
    overrides: OverrideBook = field(default_factory=MemoryOverrides)
    counters: Counters = field(default_factory=Counters)
    webhooks: Webhooks = field(default_factory=NoWebhooks)
    callbacks: CallbackDesk = field(default_factory=NoCallbacks)
    duty: Duty = field(default_factory=NoDuty)
    pins: Pins = field(default_factory=NoPins)
    takes: Takes = field(default_factory=MemoryTakes)
    mailboxes: Mailboxes = field(default_factory=NoMailboxes)
    forwarding: ForwardingBook = field(default_factory=NoForwarding)

    def is_open(self, company: Company, schedule: str) -> bool:
        """Whether a schedule of a company is open now; one that there is not is closed."""
        found = company.schedules.get(schedule)
        if found is None:
            return False
        hours = found.hours(company.timezone)
        return state(hours, self.now(), self.overrides.get(company.code, schedule)).is_open
