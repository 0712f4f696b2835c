"""What the machines of a queue share: a state, a table and one look-up.

A table maps (state, input) to (next state, actions). An unlisted pair raises and leaves the state
as it was: it is a mistake of our own, because whatever the network can cause has a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from ringtree.queues.errors import IllegalTransition

S = TypeVar("S", bound=StrEnum)
I = TypeVar("I", bound=StrEnum)  # noqa: E741
A = TypeVar("A", bound=StrEnum)

Rows = Mapping[tuple[S, I], tuple[S, tuple[A, ...]]]
Moves = Mapping[tuple[S, I], S]


def step(machine: str, rows: Rows[S, I, A], state: S, got: I) -> tuple[S, tuple[A, ...]]:
    """The row for this state and input.

    Raises:
        IllegalTransition: the pair is not listed.
    """
    try:
        return rows[state, got]
    except KeyError:
        raise IllegalTransition(machine, state, got) from None


def move(machine: str, moves: Moves[S, I], state: S, got: I) -> S:
    """The next state of a machine that does nothing but move.

    Raises:
        IllegalTransition: the pair is not listed.
    """
    try:
        return moves[state, got]
    except KeyError:
        raise IllegalTransition(machine, state, got) from None
