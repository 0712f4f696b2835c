"""Where an imagined employee's calls go, as far as the node that rings lets callers be led."""

from __future__ import annotations

from ringtree.company.forwarding import Forwarding
from ringtree.flows.simulation.script import Agents, Manner
from ringtree.flows.trace import FlowTrace
from ringtree.forwarding.rules import MOST_HOPS


def reached(
    agents: Agents, extension: str, forwarding: Forwarding, trace: FlowTrace
) -> tuple[str, Manner]:
    """Who is rung in the place of a person, and how they behave. Noted as a live call notes it."""
    visited: list[str] = []
    hops: list[str] = []
    while True:
        target = agents.forwarded.get(extension)
        if target is None or forwarding is Forwarding.IGNORE:
            return extension, agents.of(extension)
        if extension in visited or len(visited) >= MOST_HOPS:
            trace.note(circle=[*visited, extension])
            return extension, Manner.NONE
        visited.append(extension)
        if target.startswith("+") and forwarding is not Forwarding.FOLLOW:
            trace.note(kept_in=f"{extension} → {target}")
            return extension, Manner.NONE
        hops.append(f"{extension} → {target} (always)")
        trace.note(forwarded=list(hops))
        if target.startswith("+"):
            return target, agents.outside(target)
        extension = target
