"""What was last said of a person's presence, by whom and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from ringtree.company.model import Company
from ringtree.company.prompt import Language
from ringtree.company.words import suggest
from ringtree.queues.agent import Presence


class Automatic(StrEnum):
    """Who changes a presence without being asked: its name stands where a person's would."""

    HOURS = "hours"  # the schedule of the person's hours
    PHONE = "phone"  # registered, or not any more
    MISSED = "missed"  # too many offers in a row were not answered
    QUIET = "do_not_disturb"  # ready, but nobody's phone rings who wants to be left alone


#: The reasons the system gives itself, beside those of the company's list.
SYSTEM_REASONS: Mapping[str, Mapping[Language, str]] = {
    Automatic.PHONE: {"ru": "телефон не подключён", "en": "no phone registered"},
    Automatic.MISSED: {"ru": "пропущенные вызовы", "en": "missed calls"},
    Automatic.QUIET: {"ru": "не беспокоить", "en": "do not disturb"},
}


class UnknownPerson(Exception):
    """Nobody in the company has that internal number."""

    def __init__(self, company: str, extension: str) -> None:
        super().__init__(f"{company} has nobody with the internal number {extension}")
        self.company = company
        self.extension = extension


class UnknownReason(Exception):
    """A reason that is not on the company's list."""

    def __init__(self, reason: str, known: tuple[str, ...]) -> None:
        listed = ", ".join(known) or "none: the document lists no reasons"
        super().__init__(f"there is no reason {reason!r}; known: {listed}{suggest(reason, known)}")
        self.reason = reason
        self.known = known


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One change of a presence. `by` is whoever made it, or an `Automatic`; `at` is UTC."""

    company: str
    extension: str
    presence: Presence
    reason: str | None = None
    by: str
    at: datetime

    def says_the_same(self, other: Said | None) -> bool:
        """Whether nothing but who and when would change."""
        return other is not None and (self.presence, self.reason) == (other.presence, other.reason)

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "company": self.company,
            "extension": self.extension,
            "presence": self.presence.value,
            "reason": self.reason,
            "by": self.by,
            "at": self.at.isoformat(timespec="seconds"),
        }


def nothing_said(company: str, extension: str) -> Said:
    """Who never said anything is ready: a company need not use presence at all."""
    began = datetime.fromtimestamp(0, UTC)
    return Said(company=company, extension=extension, presence=Presence.READY, by="", at=began)


def check(company: Company, said: Said) -> None:
    """Refuse what can't be meant.

    Raises:
        UnknownPerson: nobody has the internal number.
        UnknownReason: the reason is not on the company's list.
    """
    if company.person(said.extension) is None:
        raise UnknownPerson(company.code, said.extension)
    reason = said.reason
    if reason is not None and reason not in company.reasons and reason not in SYSTEM_REASONS:
        raise UnknownReason(reason, tuple(company.reasons))


def reason_title(company: Company, reason: str | None, language: Language) -> str | None:
    """What people call a reason; its name if it was taken off the list meanwhile."""
    if reason is None:
        return None
    if (listed := company.reasons.get(reason)) is not None:
        return listed.title
    words = SYSTEM_REASONS.get(reason)
    return words[language] if words else reason
