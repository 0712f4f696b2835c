"""Patience learnt from who gave up and who was answered before."""

from __future__ import annotations

from math import inf
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.replay.patience import Patience

waits = st.lists(st.tuples(st.floats(0, 1000), st.booleans()), min_size=1)


def test_without_the_answered_it_is_the_share_who_still_wait() -> None:
    patience = Patience([(10, True), (20, True), (30, True), (40, True)])
    assert [patience.longer_than(one) for one in (5, 10, 25, 40)] == [1, 0.75, 0.5, 0]


def test_the_answered_count_as_waiting_until_they_were_answered() -> None:
    """Kaplan-Meier by hand: of three who wait at 10 s one gives up, of one at 30 s one."""
    patience = Patience([(5, False), (10, True), (20, False), (30, True)])
    assert patience.longer_than(10) == pytest.approx(2 / 3)
    assert patience.longer_than(30) == 0


def test_nobody_who_waited_gives_up_earlier_than_that() -> None:
    patience = Patience([(10, True), (20, True), (30, True), (40, False)])
    chance = Random(1)
    drawn = [patience.draw(chance, at_least=15) for _ in range(500)]
    assert set(drawn) == {20, 30, inf}
    assert drawn.count(20) == pytest.approx(500 / 3, abs=40)


@given(waits, st.floats(0, 1000))
def test_what_is_drawn_was_seen_or_is_endless(ends: list[tuple[float, bool]], least: float) -> None:
    patience = Patience(ends)
    drawn = patience.draw(Random(0), at_least=least)
    assert drawn > least
    assert drawn == inf or (drawn, True) in ends
