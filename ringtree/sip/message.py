"""Requests and responses: split once, typed lazily, written back [RFC 3261 §7].

`parse` cuts the head into lines and remembers each value as it came, bytes that are no UTF-8
included. A typed view (`via`, `to`, `cseq` …) is made when it is first asked for and kept until
its header changes. Headers are grouped by name, in the order the names first appear; within one
name the order of the lines is kept, which is all that matters to SIP [RFC 3261 §7.3.1].
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from ringtree.sip.errors import BadHeader, BadUri, MessageError, UnsafeValue
from ringtree.sip.grammar import has_line_break, is_token, parse_number, split_list
from ringtree.sip.headers import STAR, CSeq, NameAddr, Star, Via
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

T = TypeVar("T")


class Message:
    """What requests and responses share: headers and a body."""

    __slots__ = ("_headers", "_spelling", "_typed", "body")

    def __init__(self) -> None:
        self.body = b""
        self._headers: dict[str, list[str]] = {}
        self._typed: dict[str, Any] = {}
        self._spelling: dict[str, str] | None = None

    # raw headers

    def get(self, name: str) -> str | None:
        """The first value of a header, None if there is none; any spelling, compact ones too."""
        values = self._headers.get(common_key(name) or _key(name))
        return values[0] if values else None

    def get_all(self, name: str) -> list[str]:
        """The values of a header, one for each header line, in order."""
        return list(self._headers.get(common_key(name) or _key(name), ()))

    def names(self) -> list[str]:
        """The names of the headers present, spelled as they are sent."""
        return [self._spell(key) for key in self._headers]

    def add(self, name: str, value: object) -> None:
        """Write one more line of this header below those there are.

        Raises:
            UnsafeValue: the value holds a line break, or the name is no name.
        """
        key, text = self._changing(name, value)
        self._headers.setdefault(key, []).append(text)

    def prepend(self, name: str, value: object) -> None:
        """Write a line of this header above those there are; raises as `add` does."""
        key, text = self._changing(name, value)
        if key in self._headers:
            self._headers[key].insert(0, text)
        else:
            self._headers = {key: [text], **self._headers}

    def set(self, name: str, value: object) -> None:
        """Put one line in place of all lines of this header; raises as `add` does."""
        key, text = self._changing(name, value)
        self._headers[key] = [text]

    def remove(self, name: str) -> None:
        """Take every line of this header away."""
        key = _key(name)
        self._headers.pop(key, None)
        self._typed.pop(key, None)

    def _changing(self, name: str, value: object) -> tuple[str, str]:
        key = common_key(name) or _key(name)
        text = value if isinstance(value, str) else str(value)
        if "\n" in text or "\r" in text:
            raise UnsafeValue(name, text)
        if key not in SPELLING:
            self._remember_spelling(key, name)
        self._typed.pop(key, None)
        return key, text

    def _remember_spelling(self, key: str, name: str) -> None:
        if self._spelling is None:
            self._spelling = {}
        self._spelling.setdefault(key, name.strip())

    def _spell(self, key: str) -> str:
        return SPELLING.get(key) or (self._spelling or {}).get(key, key)

    # typed headers

    @property
    def via(self) -> Via:
        """The topmost Via: the hop the message came over, or will.

        Raises:
            BadHeader: missing or malformed, as do all typed headers below.
        """
        known: list[Via] | None = self._typed.get("via")
        return known[0] if known else self.vias[0]

    @property
    def vias(self) -> list[Via]:
        """Every Via from the top."""
        vias: list[Via] = self._list("via", Via.parse)
        if not vias:
            raise BadHeader("Via", "missing")
        return vias

    @property
    def from_(self) -> NameAddr:
        """Who sends the request of this transaction."""
        return self._typed.get("from") or self._required("from", NameAddr.parse)

    @property
    def to(self) -> NameAddr:
        """Whom the request of this transaction is meant for."""
        return self._typed.get("to") or self._required("to", NameAddr.parse)

    @property
    def call_id(self) -> str:
        """What all requests of one dialog, or of one phone's registrations, have in common."""
        return self._typed.get("call-id") or self._required("call-id", _parse_call_id)

    @property
    def cseq(self) -> CSeq:
        """Number and method of the request."""
        return self._typed.get("cseq") or self._required("cseq", CSeq.parse)

    @property
    def contacts(self) -> list[NameAddr] | Star:
        """Where the sender can be reached directly; STAR for `Contact: *`."""
        if self._headers.get("contact") == ["*"]:
            return STAR
        return self._list("contact", NameAddr.parse)

    @property
    def routes(self) -> list[NameAddr]:
        """The hops the request still has to pass."""
        return self._list("route", NameAddr.parse)

    @property
    def record_routes(self) -> list[NameAddr]:
        """The hops that want to stay on the dialog's way."""
        return self._list("record-route", NameAddr.parse)

    @property
    def paths(self) -> list[NameAddr]:
        """The hops towards a registering phone [RFC 3327]."""
        return self._list("path", NameAddr.parse)

    @property
    def require(self) -> list[str]:
        """The extensions the sender insists on, in lower case."""
        return self._list("require", _parse_option)

    @property
    def supported(self) -> list[str]:
        """The extensions the sender knows, in lower case."""
        # An empty Supported is legal: it says that nothing is [RFC 3261 §20.37].
        return self._list("supported", _parse_option) if self.get("supported") else []

    @property
    def max_forwards(self) -> int | None:
        """How many more hops the request may take, None if it does not say."""
        return self._optional("max-forwards", _parse_number)

    @property
    def expires(self) -> int | None:
        """Seconds, None if the message does not say."""
        return self._optional("expires", _parse_number)

    @property
    def content_type(self) -> str | None:
        """The body's media type in lower case without parameters, None if it does not say."""
        return self._optional("content-type", _parse_media_type)

    def _required(self, key: str, parse: Callable[[str], T]) -> T:
        values = self._headers.get(key)
        if values is None or len(values) != 1:
            raise BadHeader(SPELLING[key], "given more than once" if values else "missing")
        try:
            typed = self._typed[key] = parse(values[0])
        except BadHeader as error:
            raise BadHeader(SPELLING[key], error.why) from None
        return typed

    def _optional(self, key: str, parse: Callable[[str], T]) -> T | None:
        typed: T | None = self._typed.get(key)
        if typed is None and key in self._headers:
            typed = self._required(key, parse)
        return typed

    def _list(self, key: str, parse: Callable[[str], T]) -> list[T]:
        typed: list[T] | None = self._typed.get(key)
        if typed is None:
            values = self._headers.get(key)
            if values is None:
                return []
            try:
                typed = self._typed[key] = [parse(element) for element in split_list(values)]
            except BadHeader as error:
                raise BadHeader(SPELLING[key], error.why) from None
        return typed

    # writing

    def start_line(self) -> str:
        """The first line, without its end."""
        raise NotImplementedError

    def to_bytes(self) -> bytes:
        """The message as it goes on the wire; Content-Length is written from the body.

        Raises:
            UnsafeValue: method, address or reason hold a line break.
        """
        start = self.start_line()
        if has_line_break(start):
            raise UnsafeValue("the first line", start)
        lines = [start]
        for key, values in self._headers.items():
            if key == "content-length":
                continue
            name = SPELLING.get(key) or self._spell(key)
            for value in values:
                lines.append(f"{name}: {value}")
        lines.append(f"Content-Length: {len(self.body)}\r\n\r\n")
        return "\r\n".join(lines).encode("utf-8", "surrogateescape") + self.body

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Message):
            return NotImplemented
        return (
            self.start_line() == other.start_line()
            and self.body == other.body
            and _comparable(self._headers) == _comparable(other._headers)
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.start_line()}>"


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


def _key(name: str) -> str:
    key = key_of(name)
    if key is None:
        raise UnsafeValue("a header's name", name)
    return key


def _parse_call_id(text: str) -> str:
    if not text or " " in text or not text.isprintable():
        raise BadHeader("Call-ID", f"{text[:60]!r} is no Call-ID")
    return text


def _parse_number(text: str) -> int:
    number = parse_number(text, _MAX_NUMBER)
    if number is None:
        raise BadHeader("number", f"{text[:40]!r} is no number up to 2**32 - 1")
    return number


def _parse_media_type(text: str) -> str:
    media_type = text.partition(";")[0].strip().lower()
    kind, slash, subtype = media_type.partition("/")
    if not slash or not is_token(kind.strip()) or not is_token(subtype.strip()):
        raise BadHeader("Content-Type", f"{text[:40]!r} is no media type")
    return media_type


def _parse_option(text: str) -> str:
    option = text.strip().lower()
    if not is_token(option):
        raise BadHeader("option tag", f"{text[:40]!r} is no option")
    return option


def _comparable(headers: dict[str, list[str]]) -> dict[str, list[str]]:
    # Content-Length is written from the body, so it says nothing of its own.
    return {key: values for key, values in headers.items() if key != "content-length"}
