"""Number dialled on a trunk → the company and the tree that answer it."""

from __future__ import annotations

from dataclasses import dataclass

import phonenumbers

from ringtree.company.model import Number, Trunk
from ringtree.routing.directory import Directory, Snapshot


@dataclass(frozen=True, slots=True)
class InboundRoute:
    """A call from a trunk has come to this number of this company."""

    snapshot: Snapshot
    trunk: Trunk
    number: Number


def route_inbound(directory: Directory, host: str, port: int, dialled: str) -> InboundRoute | None:
    """Find the number a trunk's INVITE is for, or None when nobody there has it.

    A number is only reached through a trunk of its own company: the address a call comes from
    decides whose numbers it may reach.
    """
    sources = directory.trunks_at(host, port)
    for digits in spellings(dialled):
        found = directory.number(digits)
        if found is None:
            continue
        snapshot, number = found
        for source in sources:
            if source.snapshot is snapshot and source.trunk.name == number.trunk:
                return InboundRoute(snapshot, source.trunk, number)
    return None


def spellings(dialled: str, region: str = "RU") -> tuple[str, ...]:
    """The E.164 digits a dialled number may stand for, the likeliest first.

    Carriers write +7…, 7…, 8… or the national number for one and the same; the first spelling is
    what was written, the second what a person of the region means by it.
    """
    digits = dialled.lstrip("+")
    if not digits.isdecimal():
        return ()
    if dialled.startswith("+"):
        return (digits,)
    return (digits, national) if (national := as_e164(dialled, region)) else (digits,)


def as_e164(dialled: str, region: str = "RU") -> str | None:
    """The E.164 digits (no plus) that `dialled` means to a person of the region, if any."""
    try:
        parsed = phonenumbers.parse(dialled, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    return f"{parsed.country_code}{phonenumbers.national_significant_number(parsed)}"
