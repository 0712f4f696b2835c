"""Whoever guesses waits longer and longer; whoever mistypes does not."""

from __future__ import annotations

import pytest

from ringtree.accounts import throttle as throttle_module
from ringtree.accounts.throttle import FORGOTTEN, LONGEST_WAIT, Throttle


def test_mistyping_costs_nothing_and_guessing_more_and_more() -> None:
    throttle, waits = Throttle(free=2), []
    for _ in range(5):
        throttle.failed("a", 0.0)
        waits.append(throttle.wait("a", 0.0))
    assert waits == [0, 0, 1, 2, 4]
    assert throttle.wait("b", 0.0) == 0
    assert throttle.wait("a", 3.0) == 1


def test_the_wait_has_a_limit() -> None:
    throttle = Throttle(free=0)
    for _ in range(100):
        throttle.failed("a", 0.0)
    assert throttle.wait("a", 0.0) == LONGEST_WAIT


def test_success_and_time_make_good() -> None:
    throttle = Throttle(free=0)
    throttle.failed("a", 0.0)
    throttle.succeeded("a")
    assert throttle.wait("a", 0.0) == 0
    for _ in range(5):
        throttle.failed("b", 0.0)
    throttle.failed("b", FORGOTTEN + 1)
    assert throttle.wait("b", FORGOTTEN + 1) == 1


def test_the_least_recent_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle_module, "MOST_KEYS", 2)
    throttle = Throttle(free=0)
    for key in ("a", "b", "a", "c"):
        throttle.failed(key, 0.0)
    assert [throttle.wait(key, 0.0) > 0 for key in ("a", "b", "c")] == [True, False, True]
