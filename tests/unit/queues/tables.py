"""What every table must be: reachable throughout, and closed to what it does not list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import product
from typing import Any


def reachable(moves: Mapping[tuple[Any, Any], Any], start: StrEnum) -> set[StrEnum]:
    """The states one can get to; a row's value is the next state, or begins with it."""
    found, todo = {start}, [start]
    while todo:
        state = todo.pop()
        for (source, _), target in moves.items():
            following = target[0] if isinstance(target, tuple) else target
            if source is state and following not in found:
                found.add(following)
                todo.append(following)
    return found


def unlisted(
    moves: Mapping[tuple[Any, Any], Any], states: Iterable[StrEnum], inputs: Iterable[StrEnum]
) -> list[tuple[Any, Any]]:
    """Every pair the table does not list."""
    return [pair for pair in product(states, inputs) if pair not in moves]
