"""Erlang's formulas for callers who arrive at random and never give up.

A load is in erlangs: arrivals a second times seconds of handling each. The recursion for Erlang B
avoids factorials and is exact for any number of agents [ITU-T E.501].
"""

from __future__ import annotations

from math import ceil, exp, inf


def erlang_b(load: float, agents: int) -> float:
    """The probability that all agents are busy where nobody waits."""
    blocked = 1.0
    for number in range(1, agents + 1):
        blocked = load * blocked / (number + load * blocked)
    return blocked


def erlang_c(load: float, agents: int) -> float:
    """The probability that a caller has to wait; 1 where the agents can't keep up."""
    if load <= 0:
        return 0.0
    if agents <= load:
        return 1.0
    blocked = erlang_b(load, agents)
    return blocked / (1 - load / agents * (1 - blocked))


def service_level(load: float, agents: int, handle: float, within: float) -> float:
    """The share of callers answered within so many seconds; `handle` is seconds for each."""
    if load <= 0:
        return 1.0
    if agents <= load:
        return 0.0
    return 1 - erlang_c(load, agents) * exp(-(agents - load) * within / handle)


def mean_wait(load: float, agents: int, handle: float) -> float:
    """Mean seconds of waiting, over all callers; infinite where the agents can't keep up."""
    if load <= 0:
        return 0.0
    if agents <= load:
        return inf
    return erlang_c(load, agents) * handle / (agents - load)


def agents_needed(load: float, handle: float, *, target: float, within: float) -> int:
    """The fewest agents with whom the share `target` (below 1) is answered within the time."""
    if load <= 0:
        return 0
    agents = max(1, ceil(load))
    while service_level(load, agents, handle, within) < target:
        agents += 1
    return agents
