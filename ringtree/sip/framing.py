"""Cutting a byte stream into messages [RFC 3261 §18.3, RFC 5626 §3.5.1].

Over TCP, Content-Length is obligatory: it alone says where the next message starts.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from ringtree.sip.grammar import parse_number
from ringtree.sip.message import MAX_HEAD


class KeepAlive(Enum):
    """What a peer sends between messages to keep its connection open [RFC 5626 §3.5.1]."""

    PING = b"\r\n\r\n"
    """To be answered with PONG."""
    PONG = b"\r\n"


class FramingError(Exception):
    """The stream cannot be followed any further; the connection has to be closed.

    `complete` is what could still be cut off before the fault, to be handled first; `status` is
    what to answer if `head` holds a request.
    """

    def __init__(self, status: int, why: str, head: bytes) -> None:
        super().__init__(why)
        self.status = status
        self.why = why
        self.head = head
        self.complete: list[bytes | KeepAlive] = []


_END: Final = b"\r\n\r\n"
_LENGTH_NAMES: Final = (b"content-length", b"l")
_UNKNOWN: Final = -1


class StreamFramer:
    """Takes what a connection delivers, gives whole messages.

    Args:
        limit: bytes of the longest message taken, head and body.
    """

    __slots__ = ("_buffer", "_limit", "_searched", "_total")

    def __init__(self, limit: int = 65536) -> None:
        self._limit = limit
        self._buffer = bytearray()
        # Up to where the head's end was looked for: a peer that sends one byte at a time must
        # not make us look at all of it each time.
        self._searched = 0
        self._total = _UNKNOWN

    @property
    def pending(self) -> int:
        """Bytes of a message begun but not complete; line ends between messages do not count."""
        return len(self._buffer.lstrip(b"\r\n"))

    def feed(self, data: bytes) -> list[bytes | KeepAlive]:
        """The messages that are complete now, and the keep-alives between them.

        Raises:
            FramingError: no or a senseless Content-Length, or a message beyond the limit. Nothing
                may be fed any more.
        """
        self._buffer += data
        complete: list[bytes | KeepAlive] = []
        try:
            while (unit := self._next()) is not None:
                complete.append(unit)
        except FramingError as error:
            error.complete = complete
            raise
        return complete

    def _next(self) -> bytes | KeepAlive | None:
        buffer = self._buffer
        if self._total == _UNKNOWN:
            if buffer[:1] == b"\r" and not self._searched:
                return self._next_line_end()
            if not self._find_end():
                return None
        if len(buffer) < self._total:
            return None
        message = bytes(buffer[: self._total])
        self._drop(self._total)
        return message

    def _next_line_end(self) -> bytes | KeepAlive | None:
        buffer = self._buffer
        if len(buffer) < 4 and _END.startswith(bytes(buffer)):
            return None  # half a PING may look like a PONG
        if buffer.startswith(_END):
            self._drop(4)
            return KeepAlive.PING
        if buffer.startswith(b"\r\n"):
            self._drop(2)
            return KeepAlive.PONG
        raise FramingError(400, "a bare CR between messages", b"")

    def _find_end(self) -> bool:
        end = self._buffer.find(_END, max(0, self._searched - 3))
        self._searched = len(self._buffer)
        if (self._searched if end < 0 else end) > min(MAX_HEAD, self._limit):
            raise FramingError(513, "the head is too long", bytes(self._buffer[:MAX_HEAD]))
        if end < 0:
            return False
        head = bytes(self._buffer[: end + 4])
        self._total = end + 4 + _content_length(head)
        if self._total > self._limit:
            raise FramingError(513, f"a message of {self._total} bytes", head)
        return True

    def _drop(self, count: int) -> None:
        del self._buffer[:count]
        self._searched = 0
        self._total = _UNKNOWN


def _content_length(head: bytes) -> int:
    found: set[bytes] = set()
    unfolded = head.replace(b"\r\n ", b" ").replace(b"\r\n\t", b" ")
    for line in unfolded.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.rstrip(b" \t").lower() in _LENGTH_NAMES:
            found.add(value.strip())
    if len(found) != 1:
        raise FramingError(400, "not exactly one Content-Length", head)
    length = parse_number(found.pop().decode("latin-1"), 2**32 - 1)
    if length is None:
        raise FramingError(400, "malformed Content-Length", head)
    return length
