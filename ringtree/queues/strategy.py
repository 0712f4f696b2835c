"""The register of strategies, and what one is.

A strategy is a pure function from the available agents to waves: lists that ring together. It
brings its own words for the reason it chose somebody, so that a new strategy is one new file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ringtree.queues.candidate import Candidate
from ringtree.queues.errors import DuplicateStrategy, UnknownStrategy

Waves = Sequence[Sequence[Candidate]]
Distribute = Callable[[Sequence[Candidate]], Waves]


@dataclass(frozen=True, slots=True)
class Strategy:
    """A function and the words for whom it chooses, by language; `{idle}` is for how long."""

    name: str
    waves: Distribute
    chosen: Mapping[str, str]


REGISTRY: dict[str, Strategy] = {}


def strategy(name: str, *, chosen: Mapping[str, str]) -> Callable[[Distribute], Distribute]:
    """Register a function under the name it has in a queue's settings.

    Raises:
        DuplicateStrategy: another function has the name already.
    """

    def register(waves: Distribute) -> Distribute:
        if name in REGISTRY:
            raise DuplicateStrategy(name)
        REGISTRY[name] = Strategy(name, waves, chosen)
        return waves

    return register


def find(name: str, known: Mapping[str, Strategy]) -> Strategy:
    """The strategy of that name.

    Raises:
        UnknownStrategy: there is none.
    """
    try:
        return known[name]
    except KeyError:
        raise UnknownStrategy(name, tuple(known)) from None
