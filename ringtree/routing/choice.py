"""Over which trunks a call goes, the first first: by the company's routes and price lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from ringtree.company.model import Company
from ringtree.company.route import Route, RouteOrder
from ringtree.routing.destination import Called
from ringtree.routing.prices import price, rate_of

#: Whether a schedule of the company is open now, by its name.
IsOpen = Callable[[str], bool]

#: Calls are compared by what three minutes cost: connection charges count, but not alone.
COMPARED = 180.0


def trunks_for(
    company: Company, extension: str | None, number: Called, presented: str, is_open: IsOpen
) -> tuple[str, ...]:
    """The names of the trunks to try, in order; empty if no route takes the call.

    The first route that fits decides. Without any route the call goes over the trunk that the
    presented number came by: other carriers would refuse it.
    """
    routes = company.calling.routes
    if not routes:
        return _home_trunk(company, presented)
    route = next((one for one in routes if fits(company, one, extension, number, is_open)), None)
    if route is None:
        return ()
    if route.order is RouteOrder.CHEAPEST:
        return cheapest_first(company, route.trunks, number.number)
    return route.trunks


def fits(
    company: Company, route: Route, extension: str | None, number: Called, is_open: IsOpen
) -> bool:
    """Whether a route takes a call."""
    return (
        _is_among(number.country, route.countries)
        and _is_among(number.kind, route.kinds)
        and _is_among(number.length, route.lengths)
        and _begins(company, route, number.number)
        and _is_for(company, route, extension)
        and (route.hours is None or is_open(route.hours))
    )


def cheapest_first(company: Company, trunks: Sequence[str], number: str) -> tuple[str, ...]:
    """Trunks by what the call costs there; equal ones as given, those without a price last."""
    return tuple(sorted(trunks, key=lambda trunk: _cost(company, trunk, number)))


def _cost(company: Company, trunk: str, number: str) -> tuple[bool, Decimal]:
    rate = rate_of(company.calling.prices.get(trunk), number)
    return (True, Decimal(0)) if rate is None else (False, price(rate, COMPARED))


def _is_among(value: object, wanted: Sequence[object]) -> bool:
    return not wanted or value in wanted


def _begins(company: Company, route: Route, number: str) -> bool:
    if not route.prefixes and not route.regions:
        return True
    named = (prefix for name in route.regions for prefix in company.calling.regions[name])
    return number.startswith((*route.prefixes, *named))


def _is_for(company: Company, route: Route, extension: str | None) -> bool:
    if not route.people and not route.groups:
        return True
    if extension is None:
        return False
    groups = {group.name for group in company.groups_of(extension)}
    return extension in route.people or bool(groups & set(route.groups))


def _home_trunk(company: Company, presented: str) -> tuple[str, ...]:
    number = company.number(presented)
    if number is not None:
        return (number.trunk,)
    return tuple(company.trunks)[:1]
