"""What there is to say of a week, before any language: days grouped, breaks apart.

A shape can be expanded into the week it was made from, exactly; so a sentence that says all of a
shape contradicts nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from ringtree.schedules.hours import Week
from ringtree.schedules.interval import DAY, WHOLE_DAY, Interval, Intervals, joined

LONGEST_BREAK = 120  # minutes; a longer one is two shifts rather than a day with a break
_LUNCH = range(11 * 60, 15 * 60)  # when a lunch break may begin

Days = tuple[int, ...]  # weekdays, Monday is 0


@dataclass(frozen=True, slots=True)
class Group:
    """Weekdays with the same hours, breaks not counted."""

    days: Days
    spans: Intervals


@dataclass(frozen=True, slots=True)
class Break:
    """A break of some weekdays; `everywhere` if of all that are open."""

    days: Days
    gap: Interval
    everywhere: bool

    @property
    def is_lunch(self) -> bool:
        """Whether people would call it lunch."""
        return self.gap.start in _LUNCH


@dataclass(frozen=True, slots=True)
class Shape:
    """A week as groups of days and their breaks."""

    groups: tuple[Group, ...]
    breaks: tuple[Break, ...]

    def expand(self) -> Week:
        """The week this says."""
        days: list[Intervals] = [()] * 7
        for group in self.groups:
            for day in group.days:
                gaps = (rest.gap for rest in self.breaks if day in rest.days)
                days[day] = _without(group.spans, tuple(gaps))
        return cast(Week, tuple(days))


def shape(week: Week) -> Shape:
    """What there is to say of a week."""
    split = [_apart(joined(intervals)) for intervals in week]
    spans: dict[Intervals, list[int]] = {}
    gaps: dict[Interval, list[int]] = {}
    for day, (outer, inner) in enumerate(split):
        if outer:
            spans.setdefault(outer, []).append(day)
        for gap in inner:
            gaps.setdefault(gap, []).append(day)
    is_open = [day for day, (outer, _) in enumerate(split) if outer]
    return Shape(
        tuple(Group(tuple(days), outer) for outer, days in spans.items()),
        tuple(Break(tuple(days), gap, days == is_open) for gap, days in sorted(gaps.items())),
    )


def _apart(intervals: Intervals) -> tuple[Intervals, Intervals]:
    """The day's hours as spans and the breaks in them."""
    gaps = tuple(Interval(before.end, after.start) for before, after in pairwise(intervals))
    if not gaps or any(gap.end - gap.start > LONGEST_BREAK for gap in gaps):
        return intervals, ()
    whole = Interval(intervals[0].start, intervals[-1].end)
    if whole.end - whole.start >= DAY and whole != WHOLE_DAY:
        return intervals, ()  # from ten to eleven of the next day would be heard as one hour
    return (whole,), gaps


def _without(spans: Intervals, gaps: Intervals) -> Intervals:
    if not gaps:
        return spans
    edges = [spans[0].start, *(edge for gap in gaps for edge in gap), spans[0].end]
    return tuple(map(Interval, edges[::2], edges[1::2]))


def runs(days: Days) -> list[Days]:
    """Weekdays in unbroken runs; a run may go over Sunday."""
    found: list[list[int]] = []
    for day in days:
        if found and found[-1][-1] + 1 == day:
            found[-1].append(day)
        else:
            found.append([day])
    if len(found) > 1 and found[0][0] == 0 and found[-1][-1] == 6:
        found[0] = found.pop() + found[0]
    return [tuple(run) for run in found]
