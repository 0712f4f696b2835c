"""What both directions of the layer share: clean-up."""

from __future__ import annotations

from tests.unit.sip.transaction.test_layer import Bench
from tests.unit.sip.transaction.test_matching import request


def test_nothing_is_kept_of_a_transaction_that_is_over() -> None:
    bench = Bench()
    bench.receive(request())
    (event,) = bench.events()
    bench.respond(event, 486)
    bench.receive(request("ACK"))
    bench.wait(6.0)
    layer = bench.layer
    assert len(layer) == len(layer.timers) == len(layer._merged) == 0
    assert event.tx.terminated and event.tx.request is None


def test_time_is_told_only_while_something_waits() -> None:
    bench = Bench()
    assert bench.layer.next_timer() is None
    bench.receive(request())
    assert bench.layer.next_timer() == 0.2
    bench.wait(0.2)
    assert bench.sent() == ["100"]
    assert bench.layer.next_timer() is None
