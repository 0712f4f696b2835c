"""Addresses: sip, sips, tel, and whatever else a peer may write [RFC 3261 §19.1, RFC 3966]."""

from __future__ import annotations

import string
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_to_bytes

from ringtree.sip.errors import BadUri
from ringtree.sip.grammar import Params, is_token, parse_number

_ALPHANUMERIC = string.ascii_letters + string.digits
_UNRESERVED = _ALPHANUMERIC + "-_.!~*'()"
_USER = frozenset(_UNRESERVED + "&=+$,;?/")
_PASSWORD = frozenset(_UNRESERVED + "&=+$,")
_PARAM = frozenset(_UNRESERVED + "[]/:&+$")
_HEADER = frozenset(_UNRESERVED + "[]/?:+$")
#: The underscore is no host-name character, yet phones and containers are named with it.
_HOST = frozenset(_ALPHANUMERIC + "-._")
_IPV6 = frozenset(string.hexdigits + ":.")
#: These decide where a request goes, so they must agree even if one side leaves them out.
_DECISIVE_PARAMS = ("user", "ttl", "method", "maddr", "transport")


class Uri:
    """One address. To be treated as immutable: `replace` gives a changed one.

    `user`, `password`, `params` and `headers` hold text without its %-escapes. A tel URI has its
    number in `user`; of an unknown scheme all the rest is `host`.
    """

    __slots__ = ("_text", "headers", "host", "params", "password", "port", "scheme", "user")

    def __init__(
        self,
        scheme: str,
        user: str | None,
        host: str,
        port: int | None = None,
        *,
        password: str | None = None,
        params: Params | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        self.scheme = scheme
        self.user = user
        self.password = password
        self.host = host
        self.port = port
        self.params: Params = {} if params is None else params
        self.headers: dict[str, str] = {} if headers is None else headers
        self._text: str | None = None

    @classmethod
    def parse(cls, text: str) -> Uri:
        """Read an address.

        Raises:
            BadUri: no scheme, no host, a stray character, a port beyond 65535, a broken escape.
        """
        scheme, colon, rest = text.partition(":")
        if scheme != "sip":
            scheme = scheme.lower()
        if not colon or not rest or _is_unsafe(text):
            raise BadUri(f"{text[:60]!r} is no address")
        if scheme == "sip" or scheme == "sips":
            uri = _parse_sip(scheme, rest)
        elif scheme == "tel":
            uri = _parse_tel(rest)
        else:
            uri = _parse_unknown(scheme, rest)
        uri._text = text
        return uri

    def replace(self, **changes: Any) -> Uri:
        """Another address, equal but for `changes`."""
        fields: dict[str, Any] = {
            "scheme": self.scheme,
            "user": self.user,
            "host": self.host,
            "port": self.port,
            "password": self.password,
            "params": dict(self.params),
            "headers": dict(self.headers),
        }
        return Uri(**{**fields, **changes})

    def as_request_uri(self) -> Uri:
        """The address as it may stand in a request line: no headers, no method [§19.1.1]."""
        if not self.headers and "method" not in self.params:
            return self
        params = {name: value for name, value in self.params.items() if name != "method"}
        return self.replace(params=params, headers={})

    @property
    def transport(self) -> str:
        """The transport it asks for in lower case, `udp` if it does not say."""
        return (self.params.get("transport") or "udp").lower()

    def __str__(self) -> str:
        if self._text is None:
            self._text = self._format()
        return self._text

    def _format(self) -> str:
        params = "".join(map(_format_param, self.params.items()))
        if self.scheme == "tel":
            return f"tel:{_escape(self.user or '', _USER)}{params}"
        if self.scheme not in ("sip", "sips"):
            return f"{self.scheme}:{self.host}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port is None else f":{self.port}"
        return f"{self.scheme}:{self._format_user()}{host}{port}{params}{self._format_headers()}"

    def _format_user(self) -> str:
        if self.user is None:
            return ""
        user = _escape(self.user, _USER)
        if self.password is None:
            return f"{user}@"
        return f"{user}:{_escape(self.password, _PASSWORD)}@"

    def _format_headers(self) -> str:
        if not self.headers:
            return ""
        pairs = (
            f"{_escape(name, _HEADER)}={_escape(value, _HEADER)}"
            for name, value in self.headers.items()
        )
        return "?" + "&".join(pairs)

    def __repr__(self) -> str:
        return f"Uri.parse({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        """Whether both lead to the same place [RFC 3261 §19.1.4]."""
        if not isinstance(other, Uri):
            return NotImplemented
        return (
            self.scheme == other.scheme
            and self.user == other.user
            and self.password == other.password
            and self.port == other.port
            and self.host.lower() == other.host.lower()
            and _same_params(self.params, other.params)
            and _same_headers(self.headers, other.headers)
        )

    def __hash__(self) -> int:
        return hash((self.scheme, self.user, self.host.lower(), self.port))


def _is_unsafe(text: str) -> bool:
    return " " in text or '"' in text or "<" in text or ">" in text or not text.isprintable()


def _parse_sip(scheme: str, rest: str) -> Uri:
    # A user may hold ';' and '?', so it is cut off first.
    userinfo, at, place = rest.rpartition("@")
    password: str | None = None
    user: str | None = None
    if at:
        user, colon, secret = userinfo.partition(":")
        if not user or "@" in userinfo:
            raise BadUri(f"{userinfo[:60]!r} is no user")
        user = _unescape(user)
        password = _unescape(secret) if colon else None
    place, question, headers = place.partition("?")
    place, semicolon, params = place.partition(";")
    host, port = parse_host_port(place)
    return Uri(
        scheme,
        user,
        host,
        port,
        password=password,
        params=_parse_params(params) if semicolon else None,
        headers=_parse_headers(headers) if question else None,
    )


def _parse_tel(rest: str) -> Uri:
    number, semicolon, params = rest.partition(";")
    if not number:
        raise BadUri("a tel address without a number")
    return Uri("tel", _unescape(number), "", params=_parse_params(params) if semicolon else None)


def _parse_unknown(scheme: str, rest: str) -> Uri:
    if not is_token(scheme) or not scheme[0].isalpha():
        raise BadUri(f"{scheme[:40]!r} is no scheme")
    return Uri(scheme, None, rest)


# A PBX meets the same few hosts in every message.
@lru_cache(maxsize=2048)
def parse_host_port(text: str) -> tuple[str, int | None]:
    """`host`, `host:port`, `[v6]:port` → host without brackets, port [RFC 3261 §25.1].

    Raises:
        BadUri: empty or with a stray character; a port that is no number up to 65535.
    """
    if text[:1] == "[":
        host, bracket, port = text[1:].partition("]")
        if not bracket or ":" not in host or not _IPV6.issuperset(host):
            raise BadUri(f"{text[:60]!r} is no IPv6 address")
        if not port:
            return host, None
        if port[0] != ":":
            raise BadUri(f"{text[:60]!r} is no host")
        return host, _parse_port(port[1:])
    host, colon, port = text.partition(":")
    if not host or not _HOST.issuperset(host):
        raise BadUri(f"{text[:60]!r} is no host")
    return host, _parse_port(port) if colon else None


def _parse_port(text: str) -> int:
    port = parse_number(text, 65535)
    if port is None:
        raise BadUri(f"{text[:20]!r} is no port")
    return port


def _parse_params(text: str) -> Params:
    params: Params = {}
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if not name:
            raise BadUri("a parameter without a name")
        params.setdefault(_unescape(name).lower(), _unescape(value) if equals else None)
    return params


def _parse_headers(text: str) -> dict[str, str]:
    headers: dict[str, str] = {}
    for part in text.split("&"):
        name, equals, value = part.partition("=")
        if not name or not equals:
            raise BadUri(f"{part[:40]!r} is no header")
        headers.setdefault(_unescape(name), _unescape(value))
    return headers


def _unescape(text: str) -> str:
    if "%" not in text:
        return text
    if not all(_is_escape(piece[:2]) for piece in text.split("%")[1:]):
        raise BadUri(f"{text[:60]!r} has a broken escape")
    plain = unquote_to_bytes(text.encode("utf-8", "surrogateescape"))
    return plain.decode("utf-8", "surrogateescape")


def _is_escape(digits: str) -> bool:
    return len(digits) == 2 and all(digit in string.hexdigits for digit in digits)


def _escape(text: str, allowed: frozenset[str]) -> str:
    if allowed.issuperset(text):
        return text
    pieces = []
    for character in text:
        if character in allowed:
            pieces.append(character)
        else:
            raw = character.encode("utf-8", "surrogateescape")
            pieces.append("".join(f"%{byte:02X}" for byte in raw))
    return "".join(pieces)


def _format_param(param: tuple[str, str | None]) -> str:
    name, value = param
    if value is None:
        return f";{_escape(name, _PARAM)}"
    return f";{_escape(name, _PARAM)}={_escape(value, _PARAM)}"


def _same_params(ours: Params, theirs: Params) -> bool:
    if not ours and not theirs:
        return True
    for name in ours.keys() & theirs.keys():
        if (ours[name] or "").lower() != (theirs[name] or "").lower():
            return False
    return all((name in ours) == (name in theirs) for name in _DECISIVE_PARAMS)


def _same_headers(ours: dict[str, str], theirs: dict[str, str]) -> bool:
    if not ours and not theirs:
        return True
    return {name.lower(): value for name, value in ours.items()} == {
        name.lower(): value for name, value in theirs.items()
    }
