"""A published company: immutable, with who published it and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from ringtree.company import text
from ringtree.company.model import Company


class RevisionConflict(Exception):
    """Somebody else published since the author looked."""

    def __init__(self, company: str, expected: int | None, live: int | None) -> None:
        shown = f"revision {live} of {company} is live"
        super().__init__(f"{shown}, not {expected}, on which your change was made")
        self.company = company
        self.expected = expected
        self.live = live


class UnknownRevision(Exception):
    """There is no such company, or it has no such revision."""

    def __init__(self, company: str, number: int | None) -> None:
        what = "no published revision" if number is None else f"no revision {number}"
        super().__init__(f"{company!r} has {what}")
        self.company = company
        self.number = number


@dataclass(frozen=True, slots=True)
class RevisionNote:
    """A line of a company's history. `created` is UTC."""

    company: str
    number: int
    author: str
    note: str
    created: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class Revision(RevisionNote):
    """A revision with its text, and the same already parsed.

    A server takes publications over while it carries calls: reading YAML takes some 5 ms a kB,
    in which no call would be served; reading its own JSON takes a hundredth.
    """

    text: str
    document: str

    def load(self) -> Company:
        """The company in it.

        Raises:
            DocumentError: this version no longer knows something in it, a node type perhaps.
        """
        try:
            return Company.model_validate_json(self.document)
        except ValidationError:
            return text.load(self.text, f"{self.company} revision {self.number}")
