from __future__ import annotations

from ringtree.security.trickle import TRICKLE_AT_ONCE, Trickle


def passed(trickle: Trickle, times: int, now: float) -> int:
    return sum(trickle.passes(now) for _ in range(times))


def test_a_few_pass_at_once_and_one_a_second_after() -> None:
    trickle = Trickle(until=600, why="a scanner", since=0)
    assert passed(trickle, 100, 0) == TRICKLE_AT_ONCE
    assert passed(trickle, 100, 1) == 1


def test_a_long_silence_saves_up_no_more_than_a_few() -> None:
    trickle = Trickle(until=600, why="a scanner", since=0)
    passed(trickle, 100, 0)
    assert passed(trickle, 100, 500) == TRICKLE_AT_ONCE
