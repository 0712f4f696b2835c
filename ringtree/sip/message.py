"""Requests and responses: read and written [RFC 3261 §7].

`parse` cuts the head into lines and remembers each value as it came, bytes that are no UTF-8
included; what stands in the lines is looked at when it is asked for (`ringtree.sip.fields`).
"""

from __future__ import annotations

from typing import Final

from ringtree.sip.errors import BadHeader, BadUri, MessageError, UnsafeValue
from ringtree.sip.fields import Message
from ringtree.sip.grammar import has_line_break, is_token, parse_number
from ringtree.sip.hop import Hop
from ringtree.sip.names import SPELLING, common_key, key_of
from ringtree.sip.reasons import REASONS
from ringtree.sip.uri import Uri

__all__ = ["REASONS", "Message", "Request", "Response", "parse"]

VERSION: Final = "SIP/2.0"
#: No phone sends a head or as many header lines as that; whoever does wants our memory.
MAX_HEAD: Final = 16 * 1024
MAX_LINES: Final = 256
_MAX_NUMBER: Final = 2**32 - 1


class Request(Message):
    """A request. `uri_text` is the Request-URI as it is written."""

    __slots__ = ("_uri", "method", "uri_text")

    def __init__(self, method: str, uri: Uri | str) -> None:
        super().__init__()
        self.method = method
        self._uri = None if isinstance(uri, str) else uri
        self.uri_text = str(uri)

    @property
    def uri(self) -> Uri:
        """The Request-URI.

        Raises:
            BadUri: it is none.
        """
        if self._uri is None:
            try:
                self._uri = Uri.parse(self.uri_text)
            except BadUri as error:
                raise BadUri(error.why, "Request-URI") from None
        return self._uri

    def start_line(self) -> str:
        return f"{self.method} {self.uri_text} {VERSION}"

    def mark_source(self, source: Hop) -> None:
        """Write into the topmost Via where the request came from, so that answers find back
        [RFC 3261 §18.2.1, RFC 3581 §4]. Once, by the transport that received it.

        Raises:
            BadHeader: there is no usable Via, so nobody can be answered.
        """
        vias = self.vias
        vias[0].mark_source(source)
        self._headers["via"] = [str(vias[0]), *map(str, vias[1:])]

    def respond(
        self, status: int, reason: str | None = None, *, to_tag: str | None = None
    ) -> Response:
        """A response to this request, addressed as RFC 3261 §8.2.6 asks.

        Args:
            to_tag: goes into To if the request has none there; not for 100.
        """
        response = Response(status, reason)
        theirs = self._headers
        ours = response._headers
        for key in ("via", "from", "call-id", "cseq", "timestamp"):
            if key in theirs:
                ours[key] = theirs[key].copy()
        if "record-route" in theirs and 100 < status < 300:
            ours["record-route"] = theirs["record-route"].copy()
        if "to" in theirs:
            ours["to"] = self._to_with(to_tag) if to_tag else theirs["to"].copy()
        return response

    def _to_with(self, tag: str) -> list[str]:
        if has_line_break(tag):
            raise UnsafeValue("the tag", tag)
        lines = self._headers["to"]
        try:
            return lines.copy() if self.to.tag else [f"{lines[0]};tag={tag}"]
        except BadHeader:
            # A To beyond reading goes back as it came: there will be no dialog anyway.
            return lines.copy()


class Response(Message):
    """A response."""

    __slots__ = ("reason", "status")

    def __init__(self, status: int, reason: str | None = None) -> None:
        super().__init__()
        self.status = status
        self.reason = REASONS.get(status, "") if reason is None else reason

    def start_line(self) -> str:
        return f"{VERSION} {self.status} {self.reason}"


def parse(data: bytes) -> Request | Response:
    """Read one message: a datagram, or what `StreamFramer` cut from a stream.

    A body longer than Content-Length is cut, a shorter one refused [RFC 3261 §18.3]. Nothing but
    the frame is judged here; `ringtree.sip.validation` tells what a server must answer.

    Raises:
        MessageError: with the status to answer if it holds a request.
    """
    start = 0
    if data[:1] in (b"\r", b"\n"):
        start = len(data) - len(data.lstrip(b"\r\n"))  # RFC 3261 §7.5
    end = data.find(b"\r\n\r\n", start)
    complete = 0 <= end
    if not complete:
        end = len(data)
    too_long = end - start > MAX_HEAD
    head = data[start : min(end, start + MAX_HEAD)].decode("utf-8", "surrogateescape")
    lines = head.split("\r\n")
    message, problem = _parse_start(lines[0])
    if has_line_break(lines[0]):
        problem = (400, "a bare line break")
    breaks = len(lines) - 1
    clean = head.count("\n") == breaks and head.count("\r") == breaks
    problem = _parse_headers(message, lines, clean=clean) or problem
    if too_long or len(lines) > MAX_LINES:
        problem = (513, "the head is too long")
    elif not complete:
        problem = (400, "no empty line ends the head")
    if problem is None:
        problem = _take_body(message, data[end + 4 :])
    if problem is not None:
        raise MessageError(*problem, message if isinstance(message, Request) else None)
    return message


_Problem = tuple[int, str]


def _parse_start(line: str) -> tuple[Request | Response, _Problem | None]:
    first, _, rest = line.partition(" ")
    if first[:4].upper() == "SIP/":
        return _parse_status_line(first, rest)
    uri, _, version = rest.rpartition(" ")
    if version == VERSION and uri and " " not in uri and "\t" not in uri and is_token(first):
        return Request(first, uri), None
    return _parse_odd_start(line, first, rest)


def _parse_odd_start(line: str, first: str, rest: str) -> tuple[Request, _Problem | None]:
    uri, _, version = rest.rpartition(" ")
    if version.upper()[:4] != "SIP/" or not is_token(first):
        # Trailing spaces and such: a request if it looks like one, but a bad one.
        if "SIP/" not in version.upper() and " SIP/" not in line.upper():
            raise MessageError(400, f"{line[:60]!r} starts no message")
        return Request(first, rest), (400, "malformed request line")
    request = Request(first, uri)
    if version.upper() != VERSION:
        return request, (505, f"version {version[:20]!r}")
    if not uri or " " in uri or "\t" in uri:
        return request, (400, "malformed request line")
    return request, None


def _parse_status_line(version: str, rest: str) -> tuple[Response, None]:
    digits, _, reason = rest.partition(" ")
    status = parse_number(digits, 699)
    if version.upper() != VERSION or status is None or status < 100 or len(digits) != 3:
        raise MessageError(400, f"malformed status line {rest[:40]!r}")
    return Response(status, reason), None


def _parse_headers(message: Message, lines: list[str], *, clean: bool) -> _Problem | None:
    """Sort the header lines in; what cannot be read is left out and named.

    Args:
        clean: no CR or LF stands alone anywhere, so no line need be searched for one.
    """
    headers = message._headers
    problem: _Problem | None = None
    last: list[str] | None = None
    for line in lines[1:MAX_LINES]:
        name, _, value = line.partition(":")
        key = common_key(name)
        if key is None or not clean:
            if last is not None and line[:1] in (" ", "\t"):
                problem = _unfold(last, line) or problem
                continue
            key = _unusual_key(message, line)
            if key is None:
                problem = (400, f"{line[:40]!r} is no header")
                last = None
                continue
        if key in headers:
            last = headers[key]
            last.append(value.strip(_SPACE))
        else:
            last = headers[key] = [value.strip(_SPACE)]
    return problem


def _unfold(values: list[str], line: str) -> _Problem | None:
    # RFC 3261 §7.3.1: a line that starts with white space goes on with the one above.
    if has_line_break(line):
        return (400, "a bare line break")
    values[-1] = f"{values[-1]} {line.strip(_SPACE)}".strip(_SPACE)
    return None


def _unusual_key(message: Message, line: str) -> str | None:
    name, colon, value = line.partition(":")
    key = key_of(name) if colon and not has_line_break(value) else None
    if key is not None and key not in SPELLING:
        message._remember_spelling(key, name)
    return key


_SPACE: Final = " \t"


def _take_body(message: Message, rest: bytes) -> _Problem | None:
    lengths = message._headers.get("content-length")
    if lengths is None:
        message.body = rest
        return None
    length = parse_number(lengths[0], _MAX_NUMBER)
    if length is None or len(lengths) > 1:
        return (400, "malformed Content-Length")
    if length > len(rest):
        return (400, f"Content-Length {length}, but {len(rest)} bytes came")
    message.body = rest[:length] if length < len(rest) else rest
    return None
