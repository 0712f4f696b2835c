"""What nodes ask of a call beyond words and keys, and what they are told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from ringtree.calls.cause import CauseKind
from ringtree.calls.message_file import SHORTEST
from ringtree.company.prompt import Prompt
from ringtree.prompts.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Clip:
    """A recording that somebody spoke, from `start` seconds on. `label` says in a trace what."""

    path: Path
    label: str
    start: float = 0.0


#: Everything a call can be played.
Spoken = Prompt | Phrase | Clip


class SoundKind(StrEnum):
    """What a caller hears who has to wait for something."""

    RINGING = "ringing"
    MUSIC = "music"
    PROMPT = "prompt"


@dataclass(frozen=True, slots=True)
class Sound:
    """Heard over and over until something else is. `music` is "default" or a recording's name.

    A caller who was not answered yet hears ringing from the own phone, and anything else as early
    media, for which no carrier charges.
    """

    kind: SoundKind = SoundKind.RINGING
    music: str = "default"
    prompts: tuple[Spoken, ...] = ()


RINGING = Sound()


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A callee outside has to press 1, or has not taken the call: a mailbox presses nothing.

    `prompts` are what the callee hears, over and over; `limit` is in seconds from the answer.
    """

    prompts: tuple[Spoken, ...]
    limit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideRequest:
    """Which number of the public network to ring, E.164, and for how many seconds.

    `caller_id` is the number to present, E.164 as a rule; `diverted` says that it is the
    caller's own and not the company's. `acceptance` None connects whoever answers.
    """

    number: str
    caller_id: str
    diverted: bool
    ring_time: float
    sound: Sound = RINGING
    acceptance: Acceptance | None = None


class OutsideOutcome(StrEnum):
    """How ringing a number outside ended."""

    ANSWERED = "answered"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"

    @classmethod
    def of(cls, kind: CauseKind) -> OutsideOutcome:
        """The exit a failed attempt takes."""
        return _OUTSIDE_OUTCOMES.get(kind, cls.UNREACHABLE)


_OUTSIDE_OUTCOMES = {
    CauseKind.NORMAL: OutsideOutcome.ANSWERED,
    CauseKind.BUSY: OutsideOutcome.BUSY,
    CauseKind.NO_ANSWER: OutsideOutcome.NO_ANSWER,
    CauseKind.REFUSED: OutsideOutcome.REFUSED,
}


class Method(StrEnum):
    """HTTP methods a webhook may use."""

    GET = "GET"
    POST = "POST"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookRequest:
    """What to ask of whose server. `secret` names the key to sign with; `limit` is in seconds."""

    url: str
    method: Method
    facts: Mapping[str, Any]
    secret: str | None
    limit: float
    sound: Sound


class WebhookOutcome(StrEnum):
    """How asking a server ended."""

    ANSWERED = "answered"
    TIMEOUT = "timeout"
    FAILED = "failed"
    BAD_ANSWER = "bad_answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookReply:
    """What a server said. `why` tells a person what was wrong, if anything."""

    outcome: WebhookOutcome
    exit: str | None = None
    variables: Mapping[str, str] = field(default_factory=dict)
    say: Prompt | None = None
    status: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRequest:
    """How long a recording may be, and what ends it: # always, and this much silence. Seconds.

    Less speech than `shortest` is none. `file` is where it goes, below the data directory; None is
    a new one. The call's record names it if it is `for_record`.
    """

    limit: float
    silence: float
    shortest: float = SHORTEST
    file: str | None = None
    for_record: bool = True


class RecordOutcome(StrEnum):
    """What became of a recording."""

    RECORDED = "recorded"
    NOTHING_SAID = "nothing_said"
    FULL = "full"  # no room on the disk, or it can't be written to
