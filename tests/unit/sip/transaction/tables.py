"""What every transition table must hold true; each machine's test hands in its own."""

from __future__ import annotations

from enum import StrEnum
from itertools import product

from ringtree.sip.transaction.machine import Table, Transaction


def unlisted(
    table: Table, states: type[StrEnum], inputs: type[StrEnum]
) -> list[tuple[StrEnum, StrEnum]]:
    """Every (state, input) pair the table has no row for."""
    return [pair for pair in product(states, inputs) if pair not in table]


def reachable(table: Table, start: StrEnum) -> set[StrEnum]:
    """The states that can be got into from `start`."""
    found, fresh = {start}, [start]
    while fresh:
        here = fresh.pop()
        for (state, _), (there, _) in table.items():
            if state is here and there not in found:
                found.add(there)
                fresh.append(there)
    return found


def leads_to(table: Table, end: StrEnum) -> set[StrEnum]:
    """The states from which `end` can be reached."""
    found = {end}
    while more := {s for (s, _), (there, _) in table.items() if there in found} - found:
        found |= more
    return found


def put_in(machine: Transaction, state: StrEnum) -> Transaction:
    """The machine, set into a state by hand."""
    machine._enter(state, 0.0)
    return machine
