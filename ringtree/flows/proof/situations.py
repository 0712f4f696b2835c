"""Every situation in which a tree is entered: what the hours say, and who is calling.

Time and caller are the same for a whole call, so they are fixed before the tree is explored.
Moments at which all schedules say the same are one situation, and so are callers whom all rules
treat alike: what differs is looked at once, however often it comes in the year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, pairwise
from typing import Any, cast

import phonenumbers

from ringtree.company.model import Company
from ringtree.company.node import TreeNode
from ringtree.flows.control import CallControl
from ringtree.flows.node import FlowNode
from ringtree.flows.nodes.caller import Caller, CallerRule
from ringtree.flows.nodes.hours import HoursNode
from ringtree.flows.simulation.simulate import finished
from ringtree.schedules.override import Override
from ringtree.schedules.state import changes

YEAR = timedelta(days=366)
#: Numbers tried of each list: those of one list are treated alike unless lists overlap.
OF_A_LIST = 50
LASTING = timedelta(minutes=30)
LENGTH = 12  # characters of a number made up for its beginning
NOBODY_KNOWN = ("+79990000000", "+15005550100", "+442079460000", "+81300000000")

Node = tuple[str, str]  # tree and node
Exits = Mapping[Node, str]


@dataclass(frozen=True, slots=True)
class Situation:
    """When who calls. `exits` are those of the nodes that this decides."""

    at: datetime
    caller: str
    exits: Exits


class _Asker:
    """As much of a call as a node needs that only looks at time and caller."""

    __slots__ = ("caller", "company", "instant")

    def __init__(self, company: Company, instant: datetime, caller: str) -> None:
        self.company = company
        self.instant = instant
        self.caller = caller

    def override(self, _schedule: str) -> Override | None:
        return None

    def note(self, **facts: Any) -> None:
        pass


def situations(
    company: Company, nodes: Mapping[Node, TreeNode], now: datetime
) -> tuple[list[Situation], int]:
    """The situations of these nodes in the coming year, and how many moments they stand for."""
    hours = {place: node for place, node in nodes.items() if isinstance(node, HoursNode)}
    askers = {place: node for place, node in nodes.items() if isinstance(node, Caller)}
    moments = _moments(company, {node.schedule for node in hours.values()}, now)
    times = _different(moments, lambda at: _exits(company, hours, at, ""))
    callers = _different(
        _callers(company, askers.values()), lambda who: _exits(company, askers, now, who)
    )
    found = [
        Situation(at, who, dict((*when, *treated)))
        for when, at in times.items()
        for treated, who in callers.items()
    ]
    return found, len(moments)


def _different(values: Iterable[Any], exits: Any) -> dict[tuple[Any, ...], Any]:
    """The first value of each that leads elsewhere."""
    found: dict[tuple[Any, ...], Any] = {}
    for value in values:
        found.setdefault(exits(value), value)
    return found


def _exits(
    company: Company, nodes: Mapping[Node, FlowNode], at: datetime, caller: str
) -> tuple[tuple[Node, str], ...]:
    call = cast(CallControl, _Asker(company, at, caller))
    return tuple((place, finished(node.run(call))) for place, node in nodes.items())


def _moments(company: Company, names: Iterable[str], now: datetime) -> list[datetime]:
    """Now, and the first moment of everything that the schedules say together in a year.

    Those that last come first: a call that begins right before a boundary may get to the hours
    after it, and would show something else than the moment stands for.
    """
    schedules = [company.schedules[name].hours(company.timezone) for name in sorted(names)]
    edges = {now.astimezone(company.zone)}
    for hours in schedules:
        edges.update(at.astimezone(company.zone) for at in changes(hours, now, now + YEAR))
    times = sorted(edges, key=datetime.timestamp)
    lasting = {at for at, then in pairwise(times) if then - at >= LASTING} | {times[-1]}
    return sorted(times, key=lambda at: (at not in lasting, at.timestamp()))


def _callers(company: Company, nodes: Iterable[Caller]) -> Iterator[str]:
    """Callers of every kind that some rule knows, and some whom none does."""
    yield from NOBODY_KNOWN
    for node in nodes:
        yield ""
        for one in node.rules.values():
            yield from _fitting(company, one)


def _fitting(company: Company, one: CallerRule) -> Iterator[str]:
    yield from map(_number, one.numbers)
    for name in one.lists:
        if name in company.lists:
            yield from map(_number, islice(company.lists[name].numbers, OF_A_LIST))
    for country in one.countries:
        example = phonenumbers.example_number(country)
        if example is not None:
            yield phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)


def _number(pattern: str) -> str:
    """A number that fits."""
    return pattern[:-1].ljust(LENGTH, "0") if pattern.endswith("*") else pattern
