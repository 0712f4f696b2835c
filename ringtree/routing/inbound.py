"""Number dialled on a trunk → the company and the tree that answer it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import phonenumbers

from ringtree.company.model import Number, Trunk
from ringtree.routing.directory import Directory, Snapshot
from ringtree.routing.writing import bare


@dataclass(frozen=True, slots=True)
class InboundRoute:
    """A call from a trunk has come to this number of this company."""

    snapshot: Snapshot
    trunk: Trunk
    number: Number


class Carrier(Protocol):
    """Who handed a call over: a trunk, under the revision that is published."""

    @property
    def snapshot(self) -> Snapshot:
        """Whose it is."""

    @property
    def trunk(self) -> Trunk:
        """The trunk."""


def route_inbound(
    directory: Directory, carriers: Sequence[Carrier], dialled: Iterable[str]
) -> InboundRoute | None:
    """Find the number a trunk's INVITE is for, or None when nobody there has it.

    A number is only reached through the trunk it names: where a call comes from decides whose
    numbers it may reach. `dialled` holds what may have been called, the likeliest first.
    """
    for text in dialled:
        for digits in _meant(carriers, text):
            found = directory.number(digits)
            if found is None:
                continue
            snapshot, number = found
            for carrier in carriers:
                if carrier.snapshot is snapshot and carrier.trunk.name == number.trunk:
                    return InboundRoute(snapshot, carrier.trunk, number)
    return None


def _meant(carriers: Sequence[Carrier], text: str) -> Iterator[str]:
    """What these carriers may mean by a number; many trunks at one address mostly agree."""
    seen: set[tuple[str | None, str]] = set()
    for carrier in carriers:
        how = carrier.trunk.numbers
        habit = (how.strip, how.region or carrier.snapshot.company.region)
        if habit not in seen:
            seen.add(habit)
            yield from spellings(bare(text, how), habit[1])


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
