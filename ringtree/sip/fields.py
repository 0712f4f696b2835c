"""The header fields and body of a message, raw and typed [RFC 3261 §7.3].

Headers are grouped by name, in the order the names first appear; within one name the order of the
lines is kept, which is all that matters to SIP [RFC 3261 §7.3.1]. A typed view (`via`, `to`,
`cseq` …) is made when it is first asked for and kept until its header changes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from ringtree.sip.errors import BadHeader, UnsafeValue
from ringtree.sip.grammar import has_line_break, is_token, parse_number, split_list
from ringtree.sip.headers import STAR, CSeq, NameAddr, Star, Via
from ringtree.sip.names import SPELLING, common_key, key_of

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
