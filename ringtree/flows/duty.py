"""What a call may ask of a person's duty: to be ready or not, and to end or extend wrap-up."""

from __future__ import annotations

from typing import Protocol

from ringtree.queues.agent import Presence


class Duty(Protocol):
    """Changes the presence of the company's people. `ringtree.presence` stands behind it."""

    async def say(
        self,
        company: str,
        extension: str,
        presence: Presence,
        *,
        reason: str | None = None,
        by: str,
    ) -> object:
        """Change somebody's presence.

        Raises:
            UnknownPerson, UnknownReason: it can't be meant.
            DatabaseFailure: it can't be kept; nothing has changed.
        """

    def end_wrap_up(self, company: str, extension: str) -> bool:
        """Somebody has written enough; False: there was no wrap-up."""

    def extend_wrap_up(self, company: str, extension: str, seconds: float) -> bool:
        """Somebody needs so many seconds more to write; False: there was no wrap-up."""


class NoDuty:
    """Takes every word and keeps none: for imagined calls."""

    async def say(
        self,
        company: str,
        extension: str,
        presence: Presence,
        *,
        reason: str | None = None,
        by: str,
    ) -> object:
        """Nothing changes."""
        return None

    def end_wrap_up(self, company: str, extension: str) -> bool:
        """Nobody writes."""
        return False

    def extend_wrap_up(self, company: str, extension: str, seconds: float) -> bool:
        """Nobody writes."""
        return False
