"""A schedule at one moment, for people who look at it: as data, and in the company's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ringtree.company.model import Company
from ringtree.company.schedule import Schedule
from ringtree.schedules.override import Override
from ringtree.schedules.speech.say import say_hours
from ringtree.schedules.speech.status import say_status
from ringtree.schedules.state import State, override_end, state


@dataclass(frozen=True, slots=True)
class HoursNow:
    """What a schedule says. `ends` is when the override ends by itself, if one holds."""

    schedule: str
    now: State
    ends: datetime | None
    status: str
    says: str

    @property
    def override(self) -> Override | None:
        """The override that holds."""
        return self.now.override

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        held = self.now.override
        return {
            "schedule": self.schedule,
            "open": self.now.is_open,
            "reason": self.now.reason.value,
            "exception": self.now.exception,
            "holiday": self.now.holiday,
            "until": self.now.until.isoformat() if self.now.until else None,
            "override": {**held.to_dict(), "ends": self._ends} if held else None,
            "status": self.status,
            "says": self.says,
        }

    @property
    def _ends(self) -> str | None:
        return self.ends.isoformat() if self.ends else None


def hours_now(
    company: Company, schedule: Schedule, override: Override | None, instant: datetime
) -> HoursNow:
    """A schedule at an instant; `override` is what was set, whether or not it holds then."""
    rules, language = schedule.hours(company.timezone), company.language
    now = state(rules, instant, override)
    return HoursNow(
        schedule.name,
        now,
        override_end(rules, now.override) if now.override else None,
        say_status(rules, instant, language, override),
        say_hours(rules, instant, language),
    )
