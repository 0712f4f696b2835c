"""A person says otherwise: open, closed or a named exception, for a while. Data alone.

What an override makes of an instant is `schedules.state`'s to say; where it is kept, and how a
person sets it, is not this package's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ringtree.explained import Explained


class OverrideKind(StrEnum):
    """What holds instead of the rules."""

    OPEN = "open"
    CLOSED = "closed"
    EXCEPTION = "exception"


class Until(StrEnum):
    """How an override ends by itself, if it does."""

    BOUNDARY = "boundary"  # when the rules next open or close
    TIME = "time"
    REVOKED = "revoked"  # not by itself


class OverrideError(Explained):
    """An override that contradicts itself."""


@dataclass(frozen=True, slots=True)
class Override:
    """One override, and who set it when. `ends_at` and `since` are aware datetimes.

    Raises:
        OverrideError: a name without kind EXCEPTION or the reverse, or `ends_at` without
            Until.TIME or the reverse, or not after `since`, or a datetime without a zone.
    """

    kind: OverrideKind
    since: datetime
    until: Until = Until.BOUNDARY
    ends_at: datetime | None = None
    exception: str | None = None
    who: str = ""
    why: str = ""

    def __post_init__(self) -> None:
        if (self.exception is not None) != (self.kind is OverrideKind.EXCEPTION):
            raise OverrideError(
                "the name of an exception goes with the kind exception alone",
                "имя исключения бывает только у вида exception",
            )
        if (self.ends_at is not None) != (self.until is Until.TIME):
            raise OverrideError(
                "a time at which it ends goes with until time alone",
                "время окончания бывает только с until: time",
            )
        if self.since.tzinfo is None or (self.ends_at and self.ends_at.tzinfo is None):
            raise OverrideError(
                "an override's times need a time zone", "временам нужен часовой пояс"
            )
        if self.ends_at and self.ends_at.timestamp() <= self.since.timestamp():
            raise OverrideError(
                "an override must end after it begins", "конец должен быть позже начала"
            )

    def is_active(self, instant: datetime, ends: datetime | None) -> bool:
        """Whether it holds at the instant; `ends` is what `state.override_end` says."""
        at = instant.timestamp()  # datetimes of one zone compare by wall clock, timestamps do not
        return self.since.timestamp() <= at and (ends is None or at < ends.timestamp())

    def to_dict(self) -> dict[str, str | None]:
        """For storage and the API; `from_dict` reads it."""
        return {
            "kind": self.kind.value,
            "since": self.since.isoformat(),
            "until": self.until.value,
            "ends_at": self.ends_at.isoformat() if self.ends_at else None,
            "exception": self.exception,
            "who": self.who,
            "why": self.why,
        }

    @classmethod
    def from_dict(cls, data: dict[str, str | None]) -> Override:
        """Raises: OverrideError, ValueError, KeyError: the data is no override."""
        ends_at = data["ends_at"]
        return cls(
            kind=OverrideKind(data["kind"] or ""),
            since=datetime.fromisoformat(data["since"] or ""),
            until=Until(data["until"] or ""),
            ends_at=datetime.fromisoformat(ends_at) if ends_at else None,
            exception=data["exception"],
            who=data["who"] or "",
            why=data["why"] or "",
        )
