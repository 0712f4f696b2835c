"""The one heap all timers wait in."""

from __future__ import annotations

from math import inf

from ringtree.sip.transaction.timers import Timed, TimerQueue, Timings


class Clockwork(Timed):
    """Rings when its time has come, then every `every` seconds."""

    __slots__ = ("at", "every", "rung")

    def __init__(self, at: float, every: float = inf) -> None:
        super().__init__()
        self.at = at
        self.every = every
        self.rung: list[float] = []

    def due(self) -> float:
        return self.at

    def on_timer(self, now: float) -> None:
        self.rung.append(now)
        self.at = now + self.every


def queue_of(*items: Timed) -> TimerQueue:
    queue = TimerQueue()
    for item in items:
        queue.watch(item)
    return queue


def test_each_is_woken_at_its_time() -> None:
    early, late = Clockwork(1.0), Clockwork(2.0)
    queue = queue_of(late, early)
    assert queue.next() == 1.0
    queue.run(1.5)
    assert (early.rung, late.rung, queue.next()) == ([1.5], [], 2.0)
    queue.run(2.0)
    assert (late.rung, queue.next(), len(queue)) == ([2.0], None, 0)


def test_what_repeats_is_wound_up_again() -> None:
    clock = Clockwork(1.0, every=1.0)
    queue = queue_of(clock)
    for now in (1.0, 2.0, 3.0):
        queue.run(now)
    assert clock.rung == [1.0, 2.0, 3.0]


def test_one_put_off_is_not_woken_early() -> None:
    clock = Clockwork(1.0)
    queue = queue_of(clock)
    clock.at = 5.0
    queue.watch(clock)
    assert len(queue) == 1
    queue.run(1.0)
    assert (clock.rung, queue.next()) == ([], 5.0)


def test_one_brought_forward_is_woken_once() -> None:
    clock = Clockwork(5.0)
    queue = queue_of(clock)
    clock.at = 1.0
    queue.watch(clock)
    queue.run(6.0)
    assert clock.rung == [6.0]


def test_one_stopped_costs_nothing_and_one_forgotten_is_gone() -> None:
    stopped, forgotten = Clockwork(1.0), Clockwork(1.0)
    queue = queue_of(stopped, forgotten, Clockwork(inf))
    stopped.at = inf
    queue.forget(forgotten)
    queue.forget(forgotten)
    queue.run(9.0)
    assert (stopped.rung, forgotten.rung, queue.next()) == ([], [], None)


def test_what_was_forgotten_does_not_pile_up() -> None:
    queue = TimerQueue()
    for number in range(5000):
        clock = Clockwork(1000.0 + number)
        queue.watch(clock)
        queue.forget(clock)
    assert len(queue) <= 2002
    stays = Clockwork(1.0)
    queue.watch(stays)
    queue.run(10_000.0)
    assert (stays.rung, len(queue)) == ([10_000.0], 0)


def test_patience_is_64_times_t1() -> None:
    assert Timings().patience == 32.0
