"""Nodes are run, not modelled."""

from __future__ import annotations

from typing import cast

from ringtree.flows.node import FlowNode
from ringtree.flows.proof.probe import Probe, Prober
from ringtree.flows.simulation.script import Manner
from tests.unit.flows.simulation.company import MONDAY, company


def probed(name: str, load: Manner, **changes: object) -> Probe:
    made = company(**changes)
    node = cast(FlowNode, made.trees["main"].nodes[name])
    return Prober(made, MONDAY).probe("main", name, node, load)


def test_a_node_is_left_as_by_who_only_listens() -> None:
    assert probed("menu", Manner.FREE) == Probe("no_input", 0.0)
    assert probed("ann", Manner.NONE).exit == "unreachable"
    assert probed("sales", Manner.AWAY).exit == "overflow"


def test_a_wait_without_end_has_no_exit() -> None:
    queues = {"sales": {"title": "Sales", "agents": ["101"], "max_wait": None}}
    assert probed("sales", Manner.BUSY, queues=queues).exit is None
    assert probed("sales", Manner.FREE, queues=queues).exit == "answered"


def test_what_fails_fails_here_too() -> None:
    made = company()
    broken = made.trees["main"].nodes["sales"].model_copy(update={"queue": "gone"})
    probe = Prober(made, MONDAY).probe("main", "sales", cast(FlowNode, broken), Manner.FREE)
    assert probe.exit == "error"
