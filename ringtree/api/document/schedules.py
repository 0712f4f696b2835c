"""A schedule at an instant, as plain values with its words in every language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from ringtree.api.language import LANGUAGES
from ringtree.company.model import Company
from ringtree.schedules import state as states
from ringtree.schedules.hours import DayPlan
from ringtree.schedules.override import Override
from ringtree.schedules.speech.say import say_hours, say_opening, say_today, say_why

Overrides = Callable[[str], Override | None]


def schedule_state(
    company: Company, name: str, at: datetime, override: Override | None
) -> dict[str, Any]:
    """What a caller meets at this schedule, and what would be said of it."""
    hours = company.schedules[name].hours(company.timezone)
    found = states.state(hours, at, override)
    return {
        "name": name,
        "is_open": found.is_open,
        "reason": found.reason.value,
        "exception": found.exception,
        "holiday": found.holiday,
        "until": found.until.isoformat() if found.until else None,
        "override": found.override.to_dict() if found.override else None,
        "notes": list(found.notes),
        "spoken": {
            language: {
                "hours": say_hours(hours, at, language),
                "today": say_today(hours, at, language),
                "opening": say_opening(hours, at, language, override),
                "why": "" if found.is_open else say_why(hours, at, language, override),
            }
            for language in LANGUAGES
        },
    }


def schedule_states(
    company: Company, at: datetime, override: Overrides = lambda _: None
) -> list[dict[str, Any]]:
    """Every schedule of a company."""
    return [schedule_state(company, name, at, override(name)) for name in company.schedules]


def calendar_days(company: Company, name: str, first: date, last: date) -> list[dict[str, Any]]:
    """The days of a schedule, both ends included: what its own rules make of each.

    Raises:
        KeyError: there is no such schedule.
    """
    hours = company.schedules[name].hours(company.timezone)
    days = (first + timedelta(days=step) for step in range((last - first).days + 1))
    return [_day(day, hours.plan(day)) for day in days]


def _day(day: date, plan: DayPlan) -> dict[str, Any]:
    return {
        "date": day.isoformat(),
        "hours": [str(interval) for interval in plan.intervals],
        "reason": plan.reason.value,
        "exception": plan.exception,
        "holiday": plan.name,
        "unpublished": plan.unpublished is not None,
    }
