"""The language between the control process and a media worker.

Messages travel in batches over a local SOCK_SEQPACKET pair: one datagram is a JSON array of
`[code, fields]`. JSON's C encoder makes a command cost a few microseconds, and a dump of the
channel can be read by a person. A message's code is its place in `COMMANDS` or `NOTICES`; both
ends are always of the same version, for one starts the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeAlias

#: A batch is closed when it has grown this long; the kernel refuses datagrams of 200 kB.
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
    """`statistics` is a MediaStatistics, or on arrival the lists it became on the way."""

    leg: int
    statistics: Any


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
_encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def encode(messages: Iterable[Command | Notice]) -> Iterator[bytes]:
    """Datagrams for commands, or for notices, in order."""
    batch: list[str] = []
    length = 0
    for message in messages:
        text = _encode((_CODES[type(message)], message))
        batch.append(text)
        length += len(text)
        if length >= FULL_BATCH:
            yield f"[{','.join(batch)}]".encode()
            batch, length = [], 0
    if batch:
        yield f"[{','.join(batch)}]".encode()


def decode_commands(data: bytes) -> Iterator[Command]:
    for code, fields in json.loads(data):
        yield COMMANDS[code](*fields)


def decode_notices(data: bytes) -> Iterator[Notice]:
    for code, fields in json.loads(data):
        yield NOTICES[code](*fields)
