"""A carrier's list of numbers against the company's. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ringtree.company.model import Company
from ringtree.routing.writing import read

#: Digits a number has at least; shorter ones in a list are postcodes, codes, counts.
SHORTEST = 7


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """How two lists differ, E.164, sorted.

    `elsewhere` are numbers on the carrier's list that the company has on another trunk.
    """

    agreed: tuple[str, ...]
    only_carrier: tuple[str, ...]
    only_company: tuple[str, ...]
    elsewhere: tuple[tuple[str, str], ...]

    @property
    def agrees(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.only_carrier or self.only_company or self.elsewhere)


def listed_numbers(text: str, region: str) -> list[str]:
    """The numbers in a carrier's list: one or more a line, in any spelling, words among them."""
    found: dict[str, None] = {}
    for line in text.splitlines():
        for cell in re.split(r"[;,\t|]", line):
            for piece in re.findall(r"\+?\d[\d\s().-]*\d", cell):
                digits = re.sub(r"[^\d+]", "", piece)
                if len(digits.lstrip("+")) >= SHORTEST:
                    number = read(digits, region)
                    found[number if number.startswith("+") else f"+{number}"] = None
    return list(found)


def reconcile(company: Company, trunk: str, listed: Iterable[str]) -> Reconciliation:
    """Compare what the carrier says with the numbers of a trunk."""
    carrier = set(listed)
    ours = {one.number for one in company.numbers if one.trunk == trunk}
    others = {one.number: one.trunk for one in company.numbers if one.trunk != trunk}
    return Reconciliation(
        agreed=tuple(sorted(carrier & ours)),
        only_carrier=tuple(sorted(carrier - ours - others.keys())),
        only_company=tuple(sorted(ours - carrier)),
        elsewhere=tuple(sorted((one, others[one]) for one in carrier & others.keys())),
    )
