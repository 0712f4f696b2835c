"""Values in a text: `Call us {hours:office}` names one, `{{` and `}}` are plain braces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_BRACE = re.compile(r"\{\{|\}\}|\{([^\W\d]\w*)(?::([\w-]+))?\}|[{}]")

#: Names with a meaning of their own, and what of the company their argument names, if anything.
BUILT_IN: dict[str, str | None] = {
    "hours": "schedule",
    "next_opening": "schedule",
    "place": "queue",
    "caller": None,
}


class Placeholder(NamedTuple):
    """`{hours:office}` has the name hours and the argument office; `{caller}` has none."""

    name: str
    argument: str = ""

    def __str__(self) -> str:
        return f"{{{self.name}:{self.argument}}}" if self.argument else f"{{{self.name}}}"


def placeholders(text: str) -> Iterator[Placeholder]:
    """Every value that a text names, in order."""
    for match in _BRACE.finditer(text):
        if match[1]:
            yield Placeholder(match[1], match[2] or "")


def stray_brace(text: str) -> int | None:
    """Where a brace stands that belongs to no value and is not doubled; None for nowhere."""
    return next((one.start() for one in _BRACE.finditer(text) if one[0] in ("{", "}")), None)


def fill(text: str, value: Callable[[Placeholder], str]) -> str:
    """The text with its values in their places. A stray brace is left as it is."""
    if "{" not in text and "}" not in text:
        return text

    def put(match: re.Match[str]) -> str:
        if not match[1]:
            return match[0][0]
        words = value(Placeholder(match[1], match[2] or ""))
        # "…until six p.m." ends the sentence by itself.
        return words.removesuffix(".") if text[match.end() :].startswith(".") else words

    return _BRACE.sub(put, text)


def literal(text: str) -> str:
    """The text so that `fill` gives it back unchanged, whatever stands in it."""
    return text.replace("{", "{{").replace("}", "}}")
