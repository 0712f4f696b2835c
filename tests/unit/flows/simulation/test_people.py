"""Who picks up when imagined people are rung."""

from __future__ import annotations

from ringtree.calls.cause import CauseKind
from ringtree.calls.hunt import Order
from ringtree.flows.control import DialRequest
from ringtree.flows.simulation.people import Rung, ring_outside, ring_people
from ringtree.flows.simulation.script import Agents
from ringtree.flows.trace import FlowTrace
from tests.unit.flows.simulation.company import NUMBER, company

OUTSIDE = "+79211234567"


def rung(agents: str, order: Order = Order.TOGETHER, ring_time: float = 20.0) -> Rung:
    request = DialRequest(targets=("101", "102"), ring_time=ring_time, order=order, delay=5.0)
    return ring_people(company(), Agents.parse(agents), request, FlowTrace(lambda: 0.0))


def test_the_first_who_is_free_wins_and_the_others_stop_ringing() -> None:
    together = rung("free")
    assert (together.winner, together.seconds) == ("101", 6.0)
    assert together.fates == {"101": "answered", "102": "answered_elsewhere"}
    assert together.cause.kind is CauseKind.NORMAL


def test_in_order_the_next_is_rung_when_the_time_of_the_first_is_over() -> None:
    one_by_one = rung("free,101=away", Order.IN_ORDER)
    assert (one_by_one.winner, one_by_one.seconds) == ("102", 26.0)
    assert rung("free", Order.IN_ORDER).fates == {"101": "answered"}


def test_in_waves_the_next_joins_in_after_the_delay() -> None:
    assert rung("free,101=away", Order.WAVES).seconds == 11.0


def test_why_nobody_picked_up_is_told() -> None:
    assert rung("busy").cause.kind is CauseKind.BUSY
    assert rung("none").cause.kind is CauseKind.UNREACHABLE
    away = rung("away")
    assert (away.winner, away.seconds, away.cause.kind) == (None, 20.0, CauseKind.NO_ANSWER)


def test_who_needs_longer_than_it_rings_has_not_picked_up() -> None:
    assert rung("free", ring_time=3.0).winner is None


def test_a_number_outside_behaves_as_told_and_needs_a_trunk() -> None:
    free = Agents.parse("free")
    assert ring_outside(company(), free, OUTSIDE, 30.0).winner == OUTSIDE
    away = ring_outside(company(), Agents.parse(f"free,{OUTSIDE}=away"), OUTSIDE, 30.0)
    assert (away.winner, away.seconds) == (None, 30.0)
    own = ring_outside(company(), free, NUMBER, 30.0)
    assert (own.winner, own.cause.kind) == (None, CauseKind.UNREACHABLE)
    alone = company(trunks={}, numbers=[], outgoing=None)
    assert ring_outside(alone, free, OUTSIDE, 30.0).winner is None
