"""The register of strategies, and what one is.

A strategy is a pure function from the available agents to waves: lists that ring together. It
brings its own words for the reason it chose somebody, so that a new strategy is one new file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.errors import DuplicateStrategy, UnknownStrategy

Waves = Sequence[Sequence[Candidate]]
Distribute = Callable[[Sequence[Candidate], Circumstances], Waves]
Measure = Callable[[Candidate], float]


@dataclass(frozen=True, slots=True)
class Strategy:
    """A function, its pace, and the words for whom it chooses.

    The words may contain `{idle}`, for how long the agent has had no call, and, of what is
    measured, `{calls}` (so many calls), `{time}` (a duration) or `{value}` (the number).
    """

    name: str
    waves: Distribute
    chosen: Mapping[str, str]
    measure: Measure | None = None
    """What the explanation tells of a chosen agent, besides how long he has been idle."""
    is_stepwise: bool = False
    """Whether waves follow each other in steps while those before ring on."""


REGISTRY: dict[str, Strategy] = {}


def strategy(
    name: str,
    *,
    chosen: Mapping[str, str],
    measure: Measure | None = None,
    is_stepwise: bool = False,
) -> Callable[[Distribute], Distribute]:
    """Register a function under the name it has in a queue's settings.

    Raises:
        DuplicateStrategy: another function has the name already.
    """

    def register(waves: Distribute) -> Distribute:
        if name in REGISTRY:
            raise DuplicateStrategy(name)
        REGISTRY[name] = Strategy(name, waves, chosen, measure, is_stepwise)
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
