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
