"""One callback, from its request to its end."""

from __future__ import annotations

from datetime import timedelta

from ringtree.callbacks.callback import CallbackState
from tests.unit.callbacks.callbacks import callback
from tests.unit.callbacks.people import NOON

LATER = NOON + timedelta(minutes=5)


def test_it_ends_once() -> None:
    reached = callback().ended_as(CallbackState.REACHED, LATER)
    assert (reached.state, reached.ended) == (CallbackState.REACHED, LATER)
    assert reached.ended_as(CallbackState.CANCELLED, LATER) == reached
    assert not reached.state.is_open


def test_a_failed_attempt_is_counted_with_its_reason() -> None:
    tried = callback().failed("busy" * 100, LATER)
    assert (tried.attempts, tried.again_at, len(tried.said)) == (1, LATER, 255)
    assert tried.state.is_open
    assert tried.to_dict()["again_at"] == "2026-03-02T12:05:00+00:00"
    assert callback().to_dict()["ended"] is None
    assert callback().entry_id == "callback-one"
