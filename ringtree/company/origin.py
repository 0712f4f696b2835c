"""The line by which a file remembers the revision it was exported from.

    # ringtree: romashka revision 7

`ringtree export` writes it first in the text, and `ringtree apply` refuses to publish over a
newer revision than that. It is no part of the revision: what is stored and compared is the text
without it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(
    r"^# ringtree: ([a-z0-9-]{1,40}) revision ([0-9]{1,9})[ \t]*\r?\n?", re.MULTILINE
)


class Origin(NamedTuple):
    """Where a text comes from."""

    company: str
    revision: int

    def __str__(self) -> str:
        return f"# ringtree: {self.company} revision {self.revision}"


def origin(text: str) -> Origin | None:
    """The revision a text says it was exported from."""
    match = _LINE.search(text)
    return Origin(match[1], int(match[2])) if match else None


def without_origin(text: str) -> str:
    """The text as it is stored."""
    return _LINE.sub("", text)


def with_origin(text: str, company: str, revision: int) -> str:
    """The text, saying which revision it is."""
    return f"{Origin(company, revision)}\n{without_origin(text)}"


def renewed(text: str, company: str, revision: int) -> str:
    """The text with its line brought up to date where it stands; unchanged if it has none."""
    return _LINE.sub(lambda line: _replaced(line[0], Origin(company, revision)), text)


def _replaced(line: str, now: Origin) -> str:
    ending = line[len(line.rstrip("\r\n")) :]
    return f"{now}{ending}"
