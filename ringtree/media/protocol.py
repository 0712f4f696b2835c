"""The language between the control process and a media worker.

Messages travel in batches over a local SOCK_SEQPACKET pair: one datagram is a marshalled list of
tuples, a code and then the fields. A message's code is its place in `COMMANDS` or `NOTICES`. Both
ends are always of the same version, for one starts the other with its own interpreter; that is
what marshal asks for, and it costs a fifth of JSON.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

#: A batch that is longer is sent in parts; the kernel refuses datagrams of 200 kB.
FULL_BATCH = 60_000
MAX_DATAGRAM = 212_992


class OpenLeg(NamedTuple):
    leg: int
    port: int
    family: int


class Configure(NamedTuple):
    leg: int
    host: str
    port: int
    codec: str
    payload_type: int
    event_payload_type: int | None
    sends: bool
    receives: bool
    signalling_host: str | None


class Connect(NamedTuple):
    leg: int
    other: int


class Disconnect(NamedTuple):
    leg: int


class Play(NamedTuple):
    leg: int
    playback: int
    files: list[str]
    loop: bool
    start: float


class StopPlaying(NamedTuple):
    leg: int


class Record(NamedTuple):
    leg: int
    path: str
    channels: int
    limit: float


class StopRecording(NamedTuple):
    leg: int


class SendDigits(NamedTuple):
    leg: int
    digits: str


class CloseLeg(NamedTuple):
    leg: int


class Ping(NamedTuple):
    number: int


Command: TypeAlias = (
    OpenLeg
    | Configure
    | Connect
    | Disconnect
    | Play
    | StopPlaying
    | Record
    | StopRecording
    | SendDigits
    | CloseLeg
    | Ping
)


class Opened(NamedTuple):
    """`error` is the errno's text if the port could not be bound."""

    leg: int
    error: str | None


class Closed(NamedTuple):
    """`statistics` are the fields of MediaStatistics, with plain tuples for its directions."""

    leg: int
    statistics: tuple[Any, ...] | None


class Pressed(NamedTuple):
    leg: int
    digit: str
    duration_ms: int


class Played(NamedTuple):
    leg: int
    playback: int
    position: float
    complete: bool


class Recorded(NamedTuple):
    leg: int
    path: str
    seconds: float
    error: str | None


class Silent(NamedTuple):
    leg: int
    seconds: float


class Resumed(NamedTuple):
    leg: int


class Pong(NamedTuple):
    """Answers a Ping; the first one, number 0, comes unasked when the worker is ready."""

    number: int


class Trouble(NamedTuple):
    """An unexpected exception in the worker, for the log."""

    text: str


Notice: TypeAlias = (
    Opened | Closed | Pressed | Played | Recorded | Silent | Resumed | Pong | Trouble
)

COMMANDS: tuple[type[Command], ...] = (
    OpenLeg,
    Configure,
    Connect,
    Disconnect,
    Play,
    StopPlaying,
    Record,
    StopRecording,
    SendDigits,
    CloseLeg,
    Ping,
)
NOTICES: tuple[type[Notice], ...] = (
    Opened,
    Closed,
    Pressed,
    Played,
    Recorded,
    Silent,
    Resumed,
    Pong,
    Trouble,
)
_CODES: dict[type, int] = {
    kind: code for kinds in (COMMANDS, NOTICES) for code, kind in enumerate(kinds)
}


def encode(messages: Sequence[Command | Notice]) -> list[bytes]:
    """Datagrams for commands, or for notices, in order."""
    if not messages:
        return []
    data = marshal.dumps([(_CODES[type(message)], *message) for message in messages])
    if len(data) <= FULL_BATCH or len(messages) == 1:
        return [data]
    half = len(messages) // 2
    return encode(messages[:half]) + encode(messages[half:])


def decode_commands(data: bytes | memoryview) -> Iterator[Command]:
    for code, *fields in marshal.loads(data):
        yield COMMANDS[code](*fields)


def decode_notices(data: bytes | memoryview) -> Iterator[Notice]:
    for code, *fields in marshal.loads(data):
        yield NOTICES[code](*fields)
