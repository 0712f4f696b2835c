"""The few productions every header shares: tokens, quoted strings, lists, parameters.

`str.partition` and `str.find` carry the common case; the character scan runs only where a quoted
string or an address in angle brackets may hide a separator [RFC 3261 §25.1].
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping

from ringtree.sip.errors import BadHeader

Params = dict[str, "str | None"]

_ALPHANUMERIC = string.ascii_letters + string.digits
TOKEN = frozenset(_ALPHANUMERIC + "-.!%*_+`'~")
#: A parameter may be a token or a host; an IPv6 reference brings its brackets and colons along.
_UNQUOTED = TOKEN | frozenset("[]:")
#: A name seen all day needs no check.
_COMMON_PARAMS = frozenset(
    ("tag", "branch", "rport", "received", "lr", "expires", "q", "transport", "ob", "alias")
)
#: What a search for a separator has to stop at.
_STOPS = {separator: re.compile(f'["<{separator}]') for separator in ",;"}


def is_token(text: str) -> bool:
    """Whether `text` is a token: a method, a parameter's or header's name."""
    return (text.isalnum() and text.isascii()) or (bool(text) and TOKEN.issuperset(text))


def parse_number(text: str, limit: int) -> int | None:
    """The number written in ASCII digits, None if `text` is none or exceeds `limit`.

    The length is looked at first: converting a million digits would cost seconds.
    """
    if not text.isascii() or not text.isdigit():
        return None
    significant = text.lstrip("0")
    if len(significant) > 20:
        return None
    number = int(significant or "0")
    return number if number <= limit else None


def closing_quote(text: str, start: int) -> int:
    """Where the quoted string opened before `start` ends, -1 if it does not."""
    end = text.find('"', start)
    while end >= 0:
        escape = text.find("\\", start, end)
        if escape < 0:
            return end
        start = escape + 2
        if start > end:  # the quote found was the escaped one
            end = text.find('"', start)
    return -1


def unquote(text: str) -> str:
    """The content of a quoted string (with its quotes), escapes resolved; else `text` itself."""
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return text
    content = text[1:-1]
    if "\\" not in content:
        return content
    pieces = []
    characters = iter(content)
    for character in characters:
        pieces.append(next(characters, "") if character == "\\" else character)
    return "".join(pieces)


def quote(text: str) -> str:
    """`text` as a quoted string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def split_outside(text: str, separator: str) -> list[str]:
    """Split at `separator` (',' or ';') outside quotes and angle brackets; the parts stripped.

    Raises:
        BadHeader: a quote or a bracket is left open.
    """
    if separator not in text:
        return [text.strip()]
    if '"' not in text and "<" not in text:
        return [part.strip() for part in text.split(separator)]
    parts = []
    start = position = 0
    search = _STOPS[separator].search
    while (stop := search(text, position)) is not None:
        position = stop.end()
        if stop.group() == separator:
            parts.append(text[start : position - 1].strip())
            start = position
        else:
            position = _skip(text, position)
    parts.append(text[start:].strip())
    return parts


def _skip(text: str, position: int) -> int:
    """Where what is opened just before `position` has ended."""
    if text[position - 1] == '"':
        end = closing_quote(text, position)
    else:
        end = text.find(">", position)
    if end < 0:
        raise BadHeader("list", "a quote or bracket is left open")
    return end + 1


def split_list(lines: list[str]) -> list[str]:
    """The elements of a comma-separated header given on one or several lines [RFC 3261 §7.3.1].

    Raises:
        BadHeader: an element is empty, a quote is left open.
    """
    if len(lines) == 1 and "," not in lines[0]:
        return [lines[0]]
    elements = [element for line in lines for element in split_outside(line, ",")]
    if not all(elements):
        raise BadHeader("list", "an element is empty")
    return elements


def parse_params(text: str) -> Params:
    """`;name=value;flag` → {"name": "value", "flag": None}; names in lower case, values unquoted.

    A parameter given twice keeps its first value.

    Raises:
        BadHeader: an empty or nameless parameter, a broken quoted string.
    """
    if '"' in text or " " in text or "\t" in text:
        return _parse_spaced_params(text)
    params: Params = {}
    first, *parts = text.split(";")
    if first:
        raise BadHeader("parameters", f"{first[:40]!r} where ';' should stand")
    for part in parts:
        name, equals, value = part.partition("=")
        if name not in _COMMON_PARAMS:
            name = _param_name(name)
        if equals and not value:
            raise BadHeader("parameters", f"{part[:40]!r} has no value")
        if name not in params:
            params[name] = value if equals else None
    return params


def _parse_spaced_params(text: str) -> Params:
    """The same where quotes or white space stand between."""
    params: Params = {}
    first, *parts = split_outside(text, ";")
    if first:
        raise BadHeader("parameters", f"{first[:40]!r} where ';' should stand")
    for part in parts:
        name, equals, value = part.partition("=")
        params.setdefault(_param_name(name.strip(" \t")), _param_value(value) if equals else None)
    return params


def _param_name(text: str) -> str:
    name = text.lower()
    if not is_token(name):
        raise BadHeader("parameters", f"{text[:40]!r} is no parameter's name")
    return name


def _param_value(text: str) -> str:
    text = text.strip()
    if not text:
        raise BadHeader("parameters", "a value is missing after '='")
    if text[0] != '"':
        if " " in text or "\t" in text or '"' in text:
            raise BadHeader("parameters", f"{text[:40]!r} should be quoted")
        return text
    if closing_quote(text, 1) != len(text) - 1:
        raise BadHeader("parameters", "a quoted string does not end where it should")
    return unquote(text)


def format_params(params: Mapping[str, str | None]) -> str:
    """The parameters as text, each behind its semicolon; what is no token is quoted."""
    pieces = []
    for name, value in params.items():
        if value is None:
            pieces.append(f";{name}")
        elif value and _UNQUOTED.issuperset(value):
            pieces.append(f";{name}={value}")
        else:
            pieces.append(f";{name}={quote(value)}")
    return "".join(pieces)


def has_line_break(text: str) -> bool:
    """Whether `text`, written into a header, would start another line."""
    return "\n" in text or "\r" in text
