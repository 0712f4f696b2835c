"""What a call may ask of callbacks: to be called back. `ringtree.callbacks` stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from ringtree.company.prompt import Language


class CallbackAnswer(StrEnum):
    """What became of asking for a callback."""

    ACCEPTED = "accepted"  # the place is kept
    KNOWN = "known"  # it was asked for before, and that place is kept
    BAD_NUMBER = "bad_number"  # it can't be called
    NOT_OFFERED = "not_offered"  # the queue calls nobody back, or can't just now


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackRequest:
    """Who asks for what: the call `call`, which may have left the queue by a key just now.

    `priority` is the call's at the moment, as a tree has set it.
    """

    queue: str
    number: str
    name: str
    language: Language
    call: str
    priority: int = 0


class CallbackDesk(Protocol):
    """Takes requests of callers."""

    async def ask(self, company: str, request: CallbackRequest) -> CallbackAnswer:
        """Keep the caller's place in the queue and promise to call back."""


class NoCallbacks:
    """Accepts every request and calls nobody: for imagined calls."""

    async def ask(self, company: str, request: CallbackRequest) -> CallbackAnswer:
        """ACCEPTED, always."""
        return CallbackAnswer.ACCEPTED
