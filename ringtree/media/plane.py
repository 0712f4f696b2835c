"""What calls see of media: rooms, legs, operations on them and what legs report.

A *leg* is one RTP port with whatever is behind it; a *room* keeps legs that may hear each other
in one media worker. Operations are sent without waiting, in order; only opening and closing a
leg wait for the worker. Reports reach the leg's listener as `MediaEvent`s, in order, from the
event loop's thread; a listener must not block.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Protocol, TypeAlias

from ringtree.media.quality import MediaStatistics
from ringtree.sdp.description import Direction
from ringtree.sdp.negotiation import Agreed


class MediaError(Exception):
    """Media that cannot be had."""


class NoPortLeft(MediaError):
    """Every port of the range is in use; the caller is told so with 503."""


class PlaneUnavailable(MediaError):
    """No media worker runs, and none came up in time."""


class WorkerLost(MediaError):
    """The worker of a leg died. Raised by `open_leg`; and, being the same fact, the last event
    that listeners of the worker's legs hear. Nothing more comes of such a leg."""

    def __init__(self) -> None:
        super().__init__("the media worker died")


class Family(IntEnum):
    """IP version of a leg's port."""

    IPV4 = 4
    IPV6 = 6


@dataclass(frozen=True, slots=True)
class RemoteMedia:
    """The other end of a leg, as signalling agreed on it. `direction` is ours.

    `signalling_host` is where the SIP messages really come from: media from that host is
    believed at once, which is what a phone behind NAT needs.
    """

    host: str
    port: int
    codec: str = "PCMA"
    payload_type: int = 8
    event_payload_type: int | None = None
    direction: Direction = Direction.SENDRECV
    signalling_host: str | None = None

    @classmethod
    def from_agreed(cls, agreed: Agreed, *, signalling_host: str | None = None) -> RemoteMedia:
        return cls(
            agreed.remote_host,
            agreed.remote_port,
            agreed.codec,
            agreed.payload_type,
            agreed.event_payload_type,
            agreed.direction,
            signalling_host,
        )


@dataclass(frozen=True, slots=True)
class Playlist:
    """Files of raw A-law at 8 kHz, played one after another; `start` is in seconds."""

    files: tuple[Path, ...]
    loop: bool = False
    start: float = 0.0


@dataclass(frozen=True, slots=True)
class DigitPressed:
    """A key was pressed and released: one of 0-9 * # A-D."""

    digit: str
    duration_ms: int


@dataclass(frozen=True, slots=True)
class PlaybackFinished:
    """A playback ended: by itself (`complete`), or stopped, replaced or unreadable.

    `position` in seconds is where a new playlist would have to start to go on from here.
    """

    playback: int
    position: float
    complete: bool


@dataclass(frozen=True, slots=True)
class MediaSilent:
    """Nothing came for so many seconds from this leg, nor from the leg connected to it, while
    both should be sending."""

    seconds: float


@dataclass(frozen=True, slots=True)
class MediaResumed:
    """Media came again after `MediaSilent`."""


@dataclass(frozen=True, slots=True)
class RecordingFinished:
    """A recording is complete on disk, or as complete as `error` allowed."""

    path: Path
    seconds: float
    error: str | None = None


MediaEvent: TypeAlias = (
    DigitPressed | PlaybackFinished | MediaSilent | MediaResumed | RecordingFinished | WorkerLost
)
Listener: TypeAlias = Callable[[MediaEvent], None]


class MediaLeg(Protocol):
    """One end of a call's media. After `close` every operation does nothing."""

    @property
    def port(self) -> int:
        """Local RTP port; RTCP is the next one."""

    @property
    def is_lost(self) -> bool:
        """Whether the worker died under the leg."""

    def configure(self, remote: RemoteMedia) -> None:
        """Say where media goes and comes from; again after every new agreement."""

    def connect(self, other: MediaLeg) -> None:
        """Let both legs hear each other; each leaves whomever it was connected to.

        Both legs must be of one room, or `can_hear` each other; otherwise ValueError.
        """

    def can_hear(self, other: MediaLeg) -> bool:
        """Whether the two could be connected though their rooms differ: legs of one worker."""

    def disconnect(self) -> None:
        """Part from the connected leg."""

    def play(self, playlist: Playlist) -> int:
        """Play to this leg within 20 ms, instead of what plays now and of the connected leg.

        Returns the playback's id; `PlaybackFinished` comes exactly once for each.
        """

    def stop_playing(self) -> None: ...

    def record(self, path: Path, *, channels: int = 1, limit: float = 3600.0) -> None:
        """Record to a WAV file (16 bit, 8 kHz) for at most `limit` seconds.

        One channel: what this leg says. Two: what it says (left) and what it hears (right).
        """

    def stop_recording(self) -> None: ...

    def send_digits(self, digits: str) -> None:
        """Press keys towards this leg, if telephone-event was agreed; others are ignored."""

    def begin_close(self) -> None:
        """Ask for the port to be freed, without waiting; `close` then waits for it.

        Who closes several legs begins with all: the worker is asked and answers once.
        """

    async def close(self) -> MediaStatistics:
        """Free the port. Safe to call again, and on a lost leg: the statistics are then empty."""


class MediaRoom(Protocol):
    """Legs that may be connected with each other."""

    async def open_leg(self, listener: Listener, *, family: Family = Family.IPV4) -> MediaLeg:
        """Raises NoPortLeft or WorkerLost."""


class MediaPlane(Protocol):
    """The entrance to media."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def open_room(self) -> MediaRoom:
        """Raises PlaneUnavailable."""
