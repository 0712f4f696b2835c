"""Typed header values: Via, addresses with parameters, CSeq, and the lists of credentials.

Each has `parse(text)` raising BadHeader, and `str()` giving what goes on the wire.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from ringtree.sip.errors import BadHeader
from ringtree.sip.grammar import (
    Params,
    closing_quote,
    format_params,
    is_token,
    parse_number,
    parse_params,
    quote,
    unquote,
)
from ringtree.sip.hop import Hop
from ringtree.sip.uri import Uri, parse_host_port

BRANCH_COOKIE: Final = "z9hG4bK"  # RFC 3261 §8.1.1.7
_MAX_CSEQ: Final = 2**31 - 1  # RFC 3261 §8.1.1.5
_DEFAULT_PORTS: Final = {"TLS": 5061, "WSS": 443, "WS": 80}

#: The grammar has tokens only in a display name without quotes. Phones write Анна there, which is
#: clear enough; what could as well be a list or an address is not.
_AMBIGUOUS: Final = frozenset(',;:"\\>')


class Star:
    """The `*` of `Contact: *`, which removes every binding [RFC 3261 §10.2.2]."""

    __slots__ = ()

    def __str__(self) -> str:
        return "*"

    def __repr__(self) -> str:
        return "STAR"


STAR: Final = Star()


class CSeq(NamedTuple):
    """The number and method of a request [RFC 3261 §20.16]."""

    number: int
    method: str

    @classmethod
    def parse(cls, text: str) -> CSeq:
        """Read `314159 INVITE`; the number is below 2**31."""
        digits, _, method = text.partition(" ")
        number = parse_number(digits, _MAX_CSEQ)
        method = method.strip()
        if number is None or not is_token(method):
            # Any white space may part the two.
            parts = text.split()
            number = parse_number(parts[0], _MAX_CSEQ) if len(parts) == 2 else None
            method = parts[-1] if parts else ""
        if number is None or not is_token(method):
            raise BadHeader("CSeq", f"{text[:60]!r} is no number and method")
        return cls(number, method)

    def __str__(self) -> str:
        return f"{self.number} {self.method}"


class NameAddr:
    """An address with its display name and parameters: From, To, Contact, Route [RFC 3261 §20.10].

    `uri` is read when first asked for and raises BadUri then.
    """

    __slots__ = ("_uri", "display", "params", "uri_text")

    def __init__(self, uri: Uri | str, display: str = "", params: Params | None = None) -> None:
        self.display = display
        self.params: Params = {} if params is None else params
        self._uri = None if isinstance(uri, str) else uri
        self.uri_text = str(uri)

    @classmethod
    def parse(cls, text: str) -> NameAddr:
        """Read `"Anna" <sip:anna@example.com>;tag=1` or `sip:anna@example.com;tag=1`."""
        if text[:1] == '"':
            end = closing_quote(text, 1)
            start = end + 1 + len(text[end + 1 :]) - len(text[end + 1 :].lstrip())
            if end < 0 or text[start : start + 1] != "<":
                raise BadHeader("address", "the display name is not closed or no '<' follows")
            return cls._parse_brackets(text, start, unquote(text[: end + 1]))
        start = text.find("<")
        if start < 0:
            return cls._parse_bare(text)
        display = text[:start].strip() if start else ""
        if display and not _AMBIGUOUS.isdisjoint(display):
            raise BadHeader("address", f"{display[:40]!r} should be quoted")
        return cls._parse_brackets(text, start, display)

    @classmethod
    def _parse_brackets(cls, text: str, start: int, display: str) -> NameAddr:
        end = text.find(">", start)
        uri = text[start + 1 : end]
        if end < 0 or ":" not in uri:
            raise BadHeader("address", "no address between '<' and '>'")
        rest = text[end + 1 :]
        return cls(uri, display, parse_params(rest) if rest else None)

    @classmethod
    def _parse_bare(cls, text: str) -> NameAddr:
        # Without brackets all parameters are the header's, and '?' and ',' cannot be told apart
        # from the header's own [RFC 3261 §20.10].
        uri, semicolon, rest = text.partition(";")
        uri = uri.strip()
        if ":" not in uri or "?" in uri or "," in uri:
            raise BadHeader("address", f"{text[:60]!r} is no address")
        return cls(uri, "", parse_params(semicolon + rest) if semicolon else None)

    @property
    def uri(self) -> Uri:
        """The address itself.

        Raises:
            BadUri: it is none.
        """
        if self._uri is None:
            self._uri = Uri.parse(self.uri_text)
        return self._uri

    @property
    def tag(self) -> str | None:
        """The tag that marks one side of a dialog [RFC 3261 §19.3]."""
        return self.params.get("tag")

    def with_tag(self, tag: str) -> NameAddr:
        """The same address with `tag`."""
        return self.with_params(tag=tag)

    def with_params(self, **params: str | None) -> NameAddr:
        """The same address with these header parameters set."""
        return NameAddr(self._uri or self.uri_text, self.display, {**self.params, **params})

    def __str__(self) -> str:
        params = format_params(self.params) if self.params else ""
        display = f"{quote(self.display)} " if self.display else ""
        return f"{display}<{self.uri_text}>{params}"

    def __repr__(self) -> str:
        return f"NameAddr.parse({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        """Whether they are written alike; compare `.uri` to ask for the same place."""
        if not isinstance(other, NameAddr):
            return NotImplemented
        return (self.uri_text, self.display, self.params) == (
            other.uri_text,
            other.display,
            other.params,
        )

    __hash__ = None  # type: ignore[assignment]


class Via:
    """One hop on a request's way [RFC 3261 §20.42]. `transport` is in upper case."""

    __slots__ = ("host", "params", "port", "transport")

    def __init__(
        self, transport: str, host: str, port: int | None = None, params: Params | None = None
    ) -> None:
        self.transport = transport
        self.host = host
        self.port = port
        self.params: Params = {} if params is None else params

    @classmethod
    def parse(cls, text: str) -> Via:
        """Read `SIP/2.0/UDP host:port;branch=…`."""
        if text[:8] == "SIP/2.0/":
            transport, _, rest = text[8:].partition(" ")
        else:
            transport, rest = cls._parse_protocol(text)
        sent_by, semicolon, params = rest.partition(";")
        if not is_token(transport):
            raise BadHeader("Via", f"{text[:60]!r} names no transport")
        host, port = cls._parse_sent_by(sent_by)
        return cls(
            transport.upper(), host, port, parse_params(semicolon + params) if semicolon else None
        )

    @staticmethod
    def _parse_protocol(text: str) -> tuple[str, str]:
        # White space may surround the slashes: `SIP  / 2.0 / UDP host`.
        pieces = text.split("/", 2)
        if len(pieces) != 3 or [pieces[0].strip().upper(), pieces[1].strip()] != ["SIP", "2.0"]:
            raise BadHeader("Via", f"{text[:60]!r} is not SIP/2.0")
        transport, _, rest = pieces[2].strip().partition(" ")
        return transport, rest

    @staticmethod
    def _parse_sent_by(text: str) -> tuple[str, int | None]:
        text = text.strip()
        if " " in text or "\t" in text:
            host, _, port = text.rpartition(":")
            text = f"{host.strip()}:{port.strip()}"
        return parse_host_port(text)

    @property
    def branch(self) -> str | None:
        """What identifies the transaction; RFC 2543 clients send none."""
        return self.params.get("branch")

    @property
    def received(self) -> str | None:
        """The address the request really came from, without brackets [RFC 3261 §18.2.1]."""
        received = self.params.get("received")
        return received.strip("[]") if received else None

    @property
    def rport(self) -> int | None:
        """The port the request really came from; None if unknown, even if asked for [RFC 3581]."""
        text = self.params.get("rport")
        return parse_number(text, 65535) if text else None

    @property
    def wants_rport(self) -> bool:
        """Whether the sender asks to be answered to the port it sent from [RFC 3581 §3]."""
        return "rport" in self.params

    def mark_source(self, source: Hop) -> None:
        """Note where the request really came from [RFC 3261 §18.2.1, RFC 3581 §4]."""
        if "rport" in self.params:
            self.params["rport"] = str(source.port)
            self.params["received"] = source.host
        elif self.host != source.host:
            self.params["received"] = source.host

    def response_hop(self) -> Hop:
        """Where a response goes over a datagram transport [RFC 3261 §18.2.2, RFC 3581 §4]."""
        port = self.rport or self.port or _DEFAULT_PORTS.get(self.transport, 5060)
        return Hop(self.transport.lower(), self.received or self.host, port)

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port is None else f":{self.port}"
        params = format_params(self.params) if self.params else ""
        return f"SIP/2.0/{self.transport} {host}{port}{params}"

    def __repr__(self) -> str:
        return f"Via.parse({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Via):
            return NotImplemented
        return str(self) == str(other)

    __hash__ = None  # type: ignore[assignment]


class AuthParams(NamedTuple):
    """`Digest realm="…", nonce="…"`: a challenge or an answer to one [RFC 3261 §20.7, §20.44]."""

    scheme: str
    """In lower case: `digest`."""
    params: dict[str, str]
    """Names in lower case, values without their quotes."""

    @classmethod
    def parse(cls, text: str) -> AuthParams:
        """Read one challenge or one set of credentials, as one header line holds it."""
        scheme, _, rest = text.strip().partition(" ")
        if not is_token(scheme):
            raise BadHeader("Authorization", f"{text[:40]!r} names no scheme")
        params: dict[str, str] = {}
        position = 0
        while position < len(rest):
            equals = rest.find("=", position)
            name = rest[position:equals].strip(" \t,").lower()
            if equals < 0 or not is_token(name):
                raise BadHeader("Authorization", f"{rest[position:][:40]!r} is no parameter")
            value, position = _auth_value(rest, equals + 1)
            if name not in params:
                params[name] = value
        return cls(scheme.lower(), params)


def _auth_value(text: str, start: int) -> tuple[str, int]:
    """The value that starts there, and where the next parameter starts."""
    while text[start : start + 1] in (" ", "\t"):
        start += 1
    if text[start : start + 1] == '"':
        end = closing_quote(text, start + 1)
        if end < 0:
            raise BadHeader("Authorization", "a quoted string is left open")
        comma = text.find(",", end)
        return unquote(text[start : end + 1]), (comma if comma >= 0 else len(text)) + 1
    comma = text.find(",", start)
    end = comma if comma >= 0 else len(text)
    return text[start:end].strip(" \t"), end + 1
