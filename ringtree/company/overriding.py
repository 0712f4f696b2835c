"""Overriding a schedule of a company: which may be named, and what a person means by it."""

from __future__ import annotations

from datetime import datetime, timedelta

from ringtree.company.model import Company
from ringtree.company.moment import parse_moment
from ringtree.company.schedule import Schedule
from ringtree.company.words import suggest
from ringtree.explained import Explained
from ringtree.schedules.override import Override, OverrideError, OverrideKind, Until


class UnknownSchedule(OverrideError):
    """The company has no schedule of this name, or several and none was named."""

    def __init__(self, company: Company, name: str | None) -> None:
        known = ", ".join(company.schedules)
        if not known:
            message = (f"{company.name} has no schedule", f"у {company.name} нет расписаний")
        elif name is None:
            message = (
                f"{company.name} has several schedules, say which: {known}",
                f"у {company.name} несколько расписаний, скажите какое: {known}",
            )
        else:
            message = (
                f"there is no schedule {name!r}{suggest(name, company.schedules)}: {known}",
                f"расписания «{name}» нет{suggest(name, company.schedules, 'ru')}: {known}",
            )
        super().__init__(*message)
        self.name = name


class UnknownException(OverrideError):
    """The schedule has no exception of this name."""

    def __init__(self, schedule: Schedule, name: str) -> None:
        known = ", ".join(("open", "closed", *schedule.exception_names))
        super().__init__(
            f"{name!r} is nothing that {schedule.name} could be; only: {known}",
            f"«{name}» не может быть у {schedule.name}; есть только: {known}",
        )
        self.name = name


def schedule_named(company: Company, name: str | None) -> Schedule:
    """A schedule of the company; without a name its only one.

    Raises:
        UnknownSchedule: there is none, or no telling which.
    """
    if name is None and len(company.schedules) == 1:
        return next(iter(company.schedules.values()))
    if name is None or name not in company.schedules:
        raise UnknownSchedule(company, name)
    return company.schedules[name]


def override_of(
    schedule: Schedule,
    what: str,
    *,
    since: datetime,
    until: Until = Until.BOUNDARY,
    ends_at: datetime | None = None,
    who: str = "",
    why: str = "",
) -> Override:
    """`what` is open, closed, or the name of one of the schedule's exceptions.

    Raises:
        UnknownException: it is none of them.
        OverrideError: the times contradict each other.
    """
    kinds = (OverrideKind.OPEN.value, OverrideKind.CLOSED.value)
    if what not in kinds and what not in schedule.exception_names:
        raise UnknownException(schedule, what)
    kind = OverrideKind(what) if what in kinds else OverrideKind.EXCEPTION
    exception = what if kind is OverrideKind.EXCEPTION else None
    return Override(kind, since, until, ends_at, exception, who=who, why=why)


def end_of(text: str, company: Company, schedule: Schedule, now: datetime) -> datetime:
    """A moment, as `moment.parse_moment` reads them: "18:00" is the next such time.

    Raises:
        OverrideError: it can't be read.
    """
    zone = schedule.hours(company.timezone).tzinfo
    local = now.astimezone(zone)
    written = f"{local:%Y-%m-%d} {text}" if text[:1].isdigit() and len(text) <= 5 else text
    try:
        moment = parse_moment(written)
    except Explained as error:
        raise OverrideError(error.words("en"), error.words("ru")) from error
    found = moment.instant(local.date(), zone)
    if found.timestamp() <= now.timestamp() and written != text:
        tomorrow = local.date() + timedelta(days=1)
        found = moment._replace(date=tomorrow).instant(tomorrow, zone)
    return found
