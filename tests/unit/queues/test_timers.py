from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ringtree.queues.timers import Timers


def test_keys_fall_due_in_the_order_of_their_deadlines():
    timers: Timers[str] = Timers()
    timers.set("b", 2.0)
    timers.set("a", 1.0)
    assert timers.next() == 1.0
    assert timers.pop(0.9) is None
    assert [timers.pop(5.0), timers.pop(5.0), timers.pop(5.0)] == ["a", "b", None]
    assert timers.next() is None


def test_equal_deadlines_come_in_the_order_they_were_set():
    timers: Timers[str] = Timers()
    for key in "zay":
        timers.set(key, 1.0)
    assert [timers.pop(1.0) for _ in range(3)] == ["z", "a", "y"]


def test_a_deadline_can_be_moved_and_cancelled():
    timers: Timers[str] = Timers()
    timers.set("a", 1.0)
    timers.set("a", 3.0)
    timers.set("b", 2.0)
    timers.cancel("b")
    timers.cancel("nobody")
    assert (timers.next(), timers.at("a"), timers.at("b"), len(timers)) == (3.0, 3.0, None, 1)


def test_moving_for_ever_does_not_grow_the_heap():
    timers: Timers[str] = Timers()
    for at in range(10_000):
        timers.set("a", float(at))
    assert len(timers._heap) < 100
    assert timers.pop(1e9) == "a" and timers.pop(1e9) is None


@given(st.lists(st.tuples(st.integers(0, 9), st.floats(0, 100) | st.none())))
def test_it_is_a_dictionary_that_can_be_asked_for_its_least(changes):
    timers: Timers[int] = Timers()
    model: dict[int, float] = {}
    for key, at in changes:
        if at is None:
            timers.cancel(key)
            model.pop(key, None)
        else:
            timers.set(key, at)
            model[key] = at
        assert timers.next() == min(model.values(), default=None)
