"""Emergency calls: they go out whatever is permitted, and show where the caller sits."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

from ringtree.company.model import Company
from ringtree.company.route import Location

#: Works in every mobile network of the world [ETSI TS 122 101 §10.1.1].
WORLDWIDE = "112"
#: Numbers that the library of numbering plans does not have; Russia's gas service.
_MORE = {"RU": frozenset({"104", "04"}), "KZ": frozenset({"104"}), "BY": frozenset({"104"})}


@lru_cache(maxsize=1024)
def _of_country(digits: str, region: str) -> bool:
    return digits in _MORE.get(region, ()) or phonenumbers.is_emergency_number(digits, region)


def is_emergency(company: Company, dialled: str) -> bool:
    """Whether what was dialled calls for help. An internal number of the house is a colleague,
    except 112, which is never anything else."""
    if dialled == WORLDWIDE:
        return True
    if not (dialled.isascii() and dialled.isdigit() and len(dialled) <= 6):
        return False
    if company.person(dialled) is not None:
        return False
    return dialled in company.calling.emergency or _of_country(dialled, company.region)


def location_of(company: Company, extension: str) -> Location | None:
    """Where a person sits: the first location that names the person, else one of their groups."""
    locations = company.calling.locations.values()
    for one in locations:
        if extension in one.people:
            return one
    groups = {group.name for group in company.groups_of(extension)}
    return next((one for one in locations if groups & set(one.groups)), None)


def emergency_number(company: Company, extension: str) -> str | None:
    """The number shown to those who help: the location's, else the one usually presented."""
    found = location_of(company, extension)
    return found.number if found else company.presented_number(extension)


def emergency_trunks(company: Company, extension: str) -> tuple[str, ...]:
    """Every trunk there is: the location's, then that of the number shown, then the others."""
    return tuple(dict.fromkeys(_trunks(company, extension)))


def _trunks(company: Company, extension: str) -> Iterator[str]:
    if found := location_of(company, extension):
        yield from found.trunks
    number = company.number(emergency_number(company, extension) or "")
    if number is not None:
        yield number.trunk
    yield from company.trunks
