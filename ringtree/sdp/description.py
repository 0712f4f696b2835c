"""Session descriptions [RFC 8866] as telephones really write them.

Parsing keeps what a PBX needs (where the audio goes, in which formats, in which direction) and
tolerates what phones get wrong: bare line feeds, a missing rtpmap for static formats, the address
at either level, unknown lines. It refuses, with `SdpError` and nothing else, what cannot be
understood.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

MAX_LENGTH = 65_535
MAX_SECTIONS = 32
MAX_LINES = 2_000

#: Static payload types a telephone may use without an rtpmap [RFC 3551 §6].
STATIC_FORMATS = {
    "0": "PCMU/8000",
    "3": "GSM/8000",
    "4": "G723/8000",
    "8": "PCMA/8000",
    "9": "G722/8000",
    "18": "G729/8000",
}
#: Addresses that say "send me nothing" in the old manner of holding [RFC 3264 §8.4].
NOWHERE = ("0.0.0.0", "::")


class SdpError(Exception):
    """A description nobody can work with; `why` is in words, for a log or a Warning header."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Direction(StrEnum):
    """Which way media flows, seen from whoever wrote the description [RFC 3264 §5.1]."""

    SENDRECV = "sendrecv"
    SENDONLY = "sendonly"
    RECVONLY = "recvonly"
    INACTIVE = "inactive"

    @property
    def sends(self) -> bool:
        return self in (Direction.SENDRECV, Direction.SENDONLY)

    @property
    def receives(self) -> bool:
        return self in (Direction.SENDRECV, Direction.RECVONLY)

    @property
    def reversed(self) -> Direction:
        """The same flow seen from the other side."""
        return Direction.of(sends=self.receives, receives=self.sends)

    def limited_to(self, other: Direction) -> Direction:
        """What is left of this direction when `other` allows only so much."""
        return Direction.of(
            sends=self.sends and other.sends, receives=self.receives and other.receives
        )

    @classmethod
    def of(cls, *, sends: bool, receives: bool) -> Direction:
        return _DIRECTIONS[sends, receives]


_DIRECTIONS = {
    (True, True): Direction.SENDRECV,
    (True, False): Direction.SENDONLY,
    (False, True): Direction.RECVONLY,
    (False, False): Direction.INACTIVE,
}
_DIRECTION_WORDS = {direction.value: direction for direction in Direction}


@dataclass(slots=True)
class MediaSection:
    """One m= line and what follows it [RFC 8866 §5.14]; port 0 means the stream is refused."""

    kind: str
    port: int
    proto: str
    formats: tuple[str, ...]
    connection: str | None = None
    direction: Direction | None = None
    ptime: int | None = None
    rtpmap: dict[str, str] = field(default_factory=dict)
    fmtp: dict[str, str] = field(default_factory=dict)
    attributes: list[str] = field(default_factory=list)

    def encoding(self, payload_type: str) -> str | None:
        """`NAME/RATE` of a format, upper case, without the channel count; None if unknown."""
        text = self.rtpmap.get(payload_type) or STATIC_FORMATS.get(payload_type)
        if text is None:
            return None
        name, _, rest = text.partition("/")
        return f"{name.strip().upper()}/{rest.partition('/')[0].strip()}"

    def lines(self) -> Iterator[str]:
        yield f"m={self.kind} {self.port} {self.proto} {' '.join(self.formats)}".rstrip()
        if self.connection is not None:
            yield connection_line(self.connection)
        for payload_type, text in self.rtpmap.items():
            yield f"a=rtpmap:{payload_type} {text}"
        for payload_type, text in self.fmtp.items():
            yield f"a=fmtp:{payload_type} {text}"
        if self.ptime is not None:
            yield f"a=ptime:{self.ptime}"
        if self.direction is not None:
            yield f"a={self.direction}"
        for attribute in self.attributes:
            yield f"a={attribute}"


@dataclass(slots=True)
class Description:
    """A whole session description; unknown session lines are dropped, unknown attributes kept."""

    session_id: str = "0"
    version: str = "0"
    host: str = "0.0.0.0"
    user: str = "-"
    name: str = "-"
    connection: str | None = None
    direction: Direction | None = None
    attributes: list[str] = field(default_factory=list)
    media: list[MediaSection] = field(default_factory=list)

    @classmethod
    def parse(cls, body: bytes) -> Description:
        """Read a description. Raises SdpError for what is not one."""
        if len(body) > MAX_LENGTH:
            raise SdpError("description is too long")
        lines = [line.strip() for line in body.decode("utf-8", "replace").split("\n")]
        lines = [line for line in lines if line]
        if not lines or not lines[0].startswith("v="):
            raise SdpError("description does not begin with v=")
        if len(lines) > MAX_LINES:
            raise SdpError("description has too many lines")
        return _read(lines[1:])

    def to_bytes(self) -> bytes:
        return "".join(f"{line}\r\n" for line in self.lines()).encode()

    def lines(self) -> Iterator[str]:
        yield "v=0"
        yield origin_line(self.user, self.session_id, self.version, self.host)
        yield f"s={self.name}"
        if self.connection is not None:
            yield connection_line(self.connection)
        yield "t=0 0"
        if self.direction is not None:
            yield f"a={self.direction}"
        for attribute in self.attributes:
            yield f"a={attribute}"
        for section in self.media:
            yield from section.lines()

    def host_of(self, section: MediaSection) -> str:
        """Where the section's media is to go: its own address, the session's, or the origin's."""
        return section.connection or self.connection or self.host

    def direction_of(self, section: MediaSection) -> Direction:
        """As the writer sees it; the hold of RFC 2543 (address 0.0.0.0) counts as not receiving."""
        direction = section.direction or self.direction or Direction.SENDRECV
        if self.host_of(section) in NOWHERE:
            return direction.limited_to(Direction.SENDONLY)
        return direction


def connection_line(host: str) -> str:
    return f"c=IN {'IP6' if ':' in host else 'IP4'} {host}"


def origin_line(user: str, session_id: str, version: str, host: str) -> str:
    return f"o={user} {session_id} {version} IN {'IP6' if ':' in host else 'IP4'} {host}"


def _read(lines: list[str]) -> Description:
    result = Description()
    section: MediaSection | None = None
    for line in lines:
        kind, _, value = line.partition("=")
        value = value.strip()
        if kind == "a":
            _read_attribute(section or result, value)
        elif kind == "m":
            section = _read_media(value)
            result.media.append(section)
            if len(result.media) > MAX_SECTIONS:
                raise SdpError("description has too many media lines")
        elif kind == "c":
            (section or result).connection = _read_connection(value)
        elif section is None:
            _read_session_line(result, kind, value)
    return result


def _read_session_line(result: Description, kind: str, value: str) -> None:
    if kind == "s":
        result.name = value or "-"
    elif kind == "o":
        parts = value.split()
        if len(parts) < 6:
            raise SdpError("o= line is incomplete")
        result.user, result.session_id, result.version = parts[0], parts[1], parts[2]
        result.host = parts[5]


def _read_connection(value: str) -> str:
    parts = value.split()
    if len(parts) < 3 or parts[0].upper() != "IN":
        raise SdpError("c= line names no Internet address")
    return parts[2].partition("/")[0]


def _read_media(value: str) -> MediaSection:
    parts = value.split()
    if len(parts) < 3:
        raise SdpError("m= line is incomplete")
    port = number(parts[1].partition("/")[0], limit=65_535)
    if port is None:
        raise SdpError("m= line has no valid port")
    return MediaSection(parts[0].lower(), port, parts[2], tuple(parts[3:]))


def _read_attribute(owner: MediaSection | Description, text: str) -> None:
    direction = _DIRECTION_WORDS.get(text)
    if direction is not None:
        owner.direction = direction
        return
    name, _, value = text.partition(":")
    if isinstance(owner, Description):
        owner.attributes.append(text)
    elif name == "rtpmap":
        payload_type, _, encoding = value.partition(" ")
        owner.rtpmap[payload_type] = encoding.strip()
    elif name == "fmtp":
        payload_type, _, parameters = value.partition(" ")
        owner.fmtp[payload_type] = parameters.strip()
    elif name == "ptime":
        owner.ptime = number(value.partition(".")[0].strip(), limit=1_000)
    else:
        owner.attributes.append(text)


def number(text: str, *, limit: int) -> int | None:
    """A decimal number of plain ASCII digits, at most `limit`; None for anything else."""
    if not text.isascii() or not text.isdigit() or len(text) > 10:
        return None
    value = int(text)
    return value if value <= limit else None
