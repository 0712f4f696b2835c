"""Is it open now, why, and until when: pure questions about `Hours` and an instant.

An instant is a timezone-aware datetime of any zone. Answers are in UTC, because Python compares
datetimes of one zone by their wall clock, and an hour that comes twice would be out of order;
`Hours.local` makes them local. Times that change nothing for a caller (the midnight between two
closed days) are no change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import cast

from ringtree.schedules.hours import DayPlan, Hours, Reason
from ringtree.schedules.override import Override, OverrideKind, Until
from ringtree.schedules.timeline import Stretch


class NaiveInstant(ValueError):
    """A datetime without a zone says no instant."""

    def __init__(self, instant: datetime) -> None:
        super().__init__(f"{instant.isoformat()} has no time zone, so it is no instant")
        self.instant = instant


@dataclass(frozen=True, slots=True)
class State:
    """What a caller meets at an instant.

    `exception` is the name of the dated exception that rules, whose exit is taken; it may be
    open. `until` is when open, closed or the exception changes; None: never. `holiday` is the
    holiday's name in its country's language. `unpublished` is the first year between the instant
    and `until` whose official calendar is not out: the answer may change with it.
    """

    is_open: bool
    reason: Reason
    exception: str | None
    until: datetime | None
    holiday: str | None = None
    unpublished: int | None = None
    override: Override | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """What to tell who plans with this answer."""
        if self.unpublished is None:
            return ()
        return (f"unpublished year {self.unpublished}",)


def state(hours: Hours, instant: datetime, override: Override | None = None) -> State:
    """What a caller meets.

    Raises:
        NaiveInstant: `instant` has no zone.
    """
    if override is not None:
        ends = override_end(hours, override)
        if override.is_active(instant, ends):
            found = _overridden(hours, instant, override, ends)
            if found is not None:
                return found
    return _natural(hours, instant)


def next_change(
    hours: Hours, instant: datetime, override: Override | None = None
) -> datetime | None:
    """The first later instant at which open, closed, the exception or the override changes.

    Raises:
        NaiveInstant: `instant` has no zone.
    """
    until = state(hours, instant, override).until
    if override is not None and _second(instant) < _second(override.since):
        since = override.since.astimezone(UTC)
        return since if until is None else min(until, since)
    return until


def next_opening(
    hours: Hours, instant: datetime, override: Override | None = None
) -> datetime | None:
    """When closed next becomes open; None: never, or an override must be revoked first.

    Raises:
        NaiveInstant: `instant` has no zone.
    """
    now = state(hours, instant, override)
    if override is None or now.override is None:
        return _opening(hours, _second(instant))
    exception = hours.exception(override.exception or "")
    meanwhile = hours.always(exception) if exception else None
    found = next_opening(meanwhile, instant) if meanwhile else None
    ends = override_end(hours, override)
    if ends is None or (found is not None and found < ends):
        return found
    before = state(hours, ends - timedelta(seconds=1), override)
    if hours.timeline.stretch(_second(ends)).is_open and not before.is_open:
        return ends
    return _opening(hours, _second(ends))


def _opening(hours: Hours, second: int) -> datetime | None:
    if hours.timeline.stretch(second).is_open:
        closing = hours.timeline.turn(second)
        return None if closing is None else _moment(hours.timeline.turn(closing))
    return _moment(hours.timeline.turn(second))


def next_closing(hours: Hours, instant: datetime) -> datetime | None:
    """When open next becomes closed by the rules; None: never.

    Raises:
        NaiveInstant: `instant` has no zone.
    """
    second = _second(instant)
    if hours.timeline.stretch(second).is_open:
        return _moment(hours.timeline.turn(second))
    opening = hours.timeline.turn(second)
    return None if opening is None else _moment(hours.timeline.turn(opening))


def changes(hours: Hours, start: datetime, end: datetime) -> Iterator[datetime]:
    """Every change of the rules from `start` (excluded) to `end` (excluded), in order."""
    at = next_change(hours, start)
    end = end.astimezone(UTC)
    while at is not None and at < end:
        yield at
        at = next_change(hours, at)


def override_end(hours: Hours, override: Override) -> datetime | None:
    """When an override ends by itself; None: when it is revoked."""
    if override.until is Until.BOUNDARY:
        return _moment(hours.timeline.turn(_second(override.since)))
    return None if override.ends_at is None else override.ends_at.astimezone(UTC)


def unpublished_years(hours: Hours, first: date, last: date) -> Iterator[int]:
    """The years between two dates whose official calendar the hours need and lack."""
    if hours.holidays is not None:
        years = range(first.year, last.year + 1)
        yield from (year for year in years if not hours.holidays.is_published(year))


def _natural(hours: Hours, instant: datetime) -> State:
    def make(stretch: Stretch, end: int | None) -> State:
        return _said(hours, stretch, second, end)

    second = _second(instant)
    return cast(State, hours.timeline.remembered(second, make))


def _said(hours: Hours, stretch: Stretch, second: int, end: int | None) -> State:
    plan = stretch.plan
    until = _moment(end)
    return State(
        is_open=stretch.is_open,
        reason=plan.reason,
        exception=plan.exception,
        until=until,
        holiday=plan.name,
        unpublished=_unpublished(hours, plan, second, until),
    )


def _unpublished(hours: Hours, plan: DayPlan, second: int, until: datetime | None) -> int | None:
    if plan.unpublished is not None or hours.holidays is None:
        return plan.unpublished
    first = datetime.fromtimestamp(second, hours.tzinfo).date()
    last = hours.local(until).date() if until else first
    return next(unpublished_years(hours, first, last), None)


def _overridden(
    hours: Hours, instant: datetime, override: Override, ends: datetime | None
) -> State | None:
    """What an active override makes of the instant; None: it names an exception that is gone."""
    if override.kind is not OverrideKind.EXCEPTION:
        is_open = override.kind is OverrideKind.OPEN
        return State(is_open, Reason.OVERRIDE, None, ends, override=override)
    exception = hours.exception(override.exception or "")
    if exception is None:
        return None
    daily = _natural(hours.always(exception), instant)
    found = [moment for moment in (daily.until, ends) if moment is not None]
    until = min(found, default=None)
    return State(daily.is_open, Reason.OVERRIDE, exception.name, until, override=override)


def _second(instant: datetime) -> int:
    if instant.tzinfo is None:
        raise NaiveInstant(instant)
    return int(instant.timestamp() // 1)


def _moment(second: int | None) -> datetime | None:
    return None if second is None else datetime.fromtimestamp(second, UTC)
