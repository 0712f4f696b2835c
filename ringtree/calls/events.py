"""What legs tell each other and their call: the language of a B2BUA between its two sides.

No SIP message crosses from one leg to another; these events do.
"""

from __future__ import annotations

from dataclasses import dataclass

from ringtree.calls.cause import Cause
from ringtree.sip.replaces import Replaces


@dataclass(frozen=True, slots=True)
class Ringing:
    """The far phone rings."""


@dataclass(frozen=True, slots=True)
class EarlyMedia:
    """The far side is heard before it answers: a carrier's own ringing or announcement."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The far side answered and its media is agreed."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The leg never came to be, and why."""

    cause: Cause


@dataclass(frozen=True, slots=True)
class Left:
    """The far side hung up, gave up or was lost. The leg's last event."""

    cause: Cause


@dataclass(frozen=True, slots=True)
class Held:
    """The far side put us on hold: it no longer wants to hear us."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """The far side hears us again."""


@dataclass(slots=True)
class TransferAsked:
    """The far side wants to hand the conversation on: to what it would dial (`target`), or to
    whoever it talks with in another dialog of its own (`replaces`).

    Whoever can do it says so by `taken`; what nobody takes, the leg refuses with `status` and
    `why`.
    """

    target: str
    replaces: Replaces | None = None
    taken: bool = False
    status: int = 603
    why: str = "Nothing To Transfer Here"


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key of the far phone, once per press."""

    digit: str


@dataclass(frozen=True, slots=True)
class Played:
    """A playback ended, `position` seconds in: by itself (`complete`), or stopped or replaced."""

    playback: int
    position: float
    complete: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording of the far side is complete on disk, or as complete as `error` allowed."""

    seconds: float
    error: str | None


LegEvent = (
    Ringing
    | EarlyMedia
    | Answered
    | Failed
    | Left
    | Held
    | Resumed
    | TransferAsked
    | Pressed
    | Played
    | Recorded
)
