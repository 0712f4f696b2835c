"""What is asked of a queue for one caller, and what came of the waiting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ringtree.calls.attempt import Attempt
from ringtree.calls.target import Target
from ringtree.company.forwarding import Forwarding
from ringtree.company.prompt import Language
from ringtree.queues.needs import Needs
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.settings import Skills


def _nowhere(_number: str) -> Target | None:
    """No number outside can be rung."""
    return None


def _at_home(_extension: str, _forwarding: Forwarding) -> Target | None:
    """Nobody's forwarding is known."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """One caller's wish to wait in a queue."""

    queue: str
    priority: int = 0
    """Each level counts like having waited longer."""
    language: Language | None = None
    """The caller's, for a queue without one of its own."""
    caller: str | None = None
    """The caller's number; None: hidden."""
    choices: tuple[str, ...] = ()
    """Keys that lead out of the queue."""
    required: Skills = field(default_factory=dict)
    preferred: Skills = field(default_factory=dict)
    outside: Callable[[str], Target | None] = _nowhere
    """How an agent's number outside is reached for this call; None: it can't be."""
    forwarded: Callable[[str, Forwarding], Target | None] = _at_home
    """Where somebody is reached whose calls are all forwarded; None: at the own phones."""

    @property
    def needs(self) -> Needs:
        """What goes with the caller."""
        return Needs(priority=self.priority, required=self.required, preferred=self.preferred)


@dataclass(frozen=True, slots=True)
class QueueResult:
    """How the waiting ended; `winner` is the agent's attempt if one answered."""

    outcome: QueueOutcome
    winner: Attempt | None
    music: tuple[Path, ...]
    agent: str = ""
    """Whose phones, or forwarding, the winner was."""
    key: str = ""
    """What the caller chose, if a key ended the waiting."""
