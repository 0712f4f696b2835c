"""Whatever the parts of a document about calls to the outside name: kind, name and place."""

from __future__ import annotations

from collections.abc import Iterator

from ringtree.company.limits import ScopedLimits
from ringtree.company.model import Company
from ringtree.company.problem import Path
from ringtree.company.route import ANONYMOUS

Wanted = Iterator[tuple[str, str, Path]]


def calling_references(company: Company) -> Wanted:
    """Every name, to be looked up."""
    calling = company.calling
    for code, number in calling.caller_ids.items():
        if number != ANONYMOUS:
            yield "number", number, ("calling", "caller_ids", code)
    for trunk in calling.prices:
        yield "trunk", trunk, ("calling", "prices", trunk)
    yield from _of_routes(company)
    yield from _of_locations(company)
    yield from _of_limits(company)
    yield from _of_people(company)


def _of_routes(company: Company) -> Wanted:
    for index, route in enumerate(company.calling.routes):
        path: Path = ("calling", "routes", index)
        for kind, names in (
            ("trunks", route.trunks),
            ("regions", route.regions),
            ("groups", route.groups),
        ):
            yield from ((kind[:-1], name, (*path, kind)) for name in names)
        yield from (("extension", one, (*path, "people")) for one in route.people)
        if route.hours is not None:
            yield "schedule", route.hours, (*path, "hours")


def _of_locations(company: Company) -> Wanted:
    for name, location in company.calling.locations.items():
        path: Path = ("calling", "locations", name)
        yield "number", location.number, (*path, "number")
        yield from (("extension", one, (*path, "people")) for one in location.people)
        yield from (("group", one, (*path, "groups")) for one in location.groups)
        yield from (("trunk", one, (*path, "trunks")) for one in location.trunks)


def _of_limits(company: Company) -> Wanted:
    limits = company.calling.limits
    path: Path = ("calling", "limits")
    scopes: list[tuple[ScopedLimits, Path]] = [(limits, path)]
    if (night := limits.night) is not None:
        yield "schedule", night.schedule, (*path, "night", "schedule")
        scopes.append((night, (*path, "night")))
    for scope, place in scopes:
        yield from (("extension", one, (*place, "people")) for one in scope.people)
        yield from (("trunk", one, (*place, "trunks")) for one in scope.trunks)


def _of_people(company: Company) -> Wanted:
    for index, person in enumerate(company.people):
        for number in person.may_present:
            yield "number", number, ("people", index, "may_present")
    for name, group in company.groups.items():
        if group.number is not None:
            yield "number", group.number, ("groups", name, "number")
