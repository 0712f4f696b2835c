"""What a node does to a caller who only listens: found out by running it, not by modelling it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ringtree.company.model import Company
from ringtree.flows.control import CallOver
from ringtree.flows.node import FlowNode
from ringtree.flows.nodes.queue import QueueNode
from ringtree.flows.runner import ERROR
from ringtree.flows.simulation.caller import SimulatedCall
from ringtree.flows.simulation.durations import estimated
from ringtree.flows.simulation.script import Agents, Manner, Story
from ringtree.flows.simulation.simulate import finished
from ringtree.flows.trace import TracedCall

#: Everybody free: the queues are empty. Everybody busy: they are full. Nobody on duty. And phones
#: that ring in vain.
LOADS = (Manner.FREE, Manner.BUSY, Manner.NONE, Manner.AWAY)


@dataclass(frozen=True, slots=True)
class Probe:
    """`exit` is None if the caller was never let go; `silence` is in seconds."""

    exit: str | None
    silence: float


class Prober:
    """Runs each node once for each load. Queue nodes of one queue are one."""

    __slots__ = ("_at", "_company", "_known")

    def __init__(self, company: Company, at: datetime) -> None:
        self._company = company
        self._at = at
        self._known: dict[tuple[str, str, Manner], Probe] = {}

    def probe(self, tree: str, name: str, node: FlowNode, load: Manner) -> Probe:
        """What the node does."""
        key = (tree, name, load)
        if isinstance(node, QueueNode):
            # That phones ring in vain or not at all makes no difference to who waits.
            key = ("", node.queue, Manner.BUSY if load is Manner.AWAY else load)
        if key not in self._known:
            self._known[key] = self._run(name, node, key[2])
        return self._known[key]

    def _run(self, name: str, node: FlowNode, load: Manner) -> Probe:
        company = self._company
        story = Story(to="", caller="", at=self._at, agents=Agents(load))
        called = company.main_number or ""
        call = SimulatedCall(company, story, company.language, called=called, durations=estimated)
        call.trace.enter(name, node.type_name)
        exit_name: str | None
        try:
            exit_name = finished(node.run(TracedCall(call, call.trace)))
        except CallOver:
            exit_name = None if call.gave_up else ERROR
        except Exception:
            exit_name = ERROR  # what the runner makes of it
        return Probe(exit_name, call.silence)
