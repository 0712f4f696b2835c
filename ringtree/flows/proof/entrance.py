"""Where callers come in: the trees of the numbers, with what a number does before its tree.

A number's own greeting, hours and destination are a small tree (`number_tree`), walked as live
calls walk it: a tree behind a number that is closed at night is only entered while it is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import BaseModel

from ringtree.company.model import Company, Number
from ringtree.flows.number_tree import tree_of


class Entrance(NamedTuple):
    """A number, and the tree its callers begin in. `company` has that tree among its own."""

    number: Number
    tree: str
    company: Company


def entrances(company: Company) -> Iterator[Entrance]:
    """Every way in that differs, by the first number that has it."""
    seen: set[tuple[str | None, ...]] = set()
    for number in company.numbers:
        leads = (number.tree, number.queue, number.person, number.mailbox)
        hours = (number.schedule, number.closed)
        if (*leads, *hours) not in seen and _is_whole(company, number):
            seen.add((*leads, *hours))
            yield _entrance(company, number)


def _is_whole(company: Company, number: Number) -> bool:
    """Whether the trees it names are there."""
    return all(tree is None or tree in company.trees for tree in (number.tree, number.closed))


def _entrance(company: Company, number: Number) -> Entrance:
    if number.is_plain and number.tree is not None:
        return Entrance(number, number.tree, company)
    name = f"number {number.number}"
    trees = {**company.trees, name: tree_of(company, number)}
    # Parts are checked when they are copied, and this name is none that a document may use.
    return Entrance(number, name, BaseModel.model_copy(company, update={"trees": trees}))
