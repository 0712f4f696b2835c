"""Calls that come back to us end, whatever the carriers leave of them."""

from __future__ import annotations

import pytest

from ringtree.calls.circles import MOST_ALIKE, MOST_HIDDEN, MOST_ROUNDS, Circles
from ringtree.calls.presentation import Presentation
from tests.unit.calls.test_permit import trunk_call


@pytest.mark.parametrize(("caller", "most"), [("+79990000000", MOST_ALIKE), ("", MOST_HIDDEN)])
def test_one_caller_is_passed_on_to_one_number_only_so_often_at_once(
    caller: str, most: int
) -> None:
    circles, shown = Circles(), Presentation("", caller, rounds=0)
    found = [circles.enter(shown, trunk_call()) for _ in range(most + 1)]
    assert [one is None for one in found] == [False] * most + [True]
    for one in found:
        if one is not None:
            one.leave()
            one.leave()
    assert circles.enter(shown, trunk_call()) is not None
    assert len(circles._alike) == 1


def test_different_callers_do_not_hinder_each_other() -> None:
    circles = Circles()
    for index in range(50):
        assert circles.enter(Presentation("", f"+7999{index:07}", rounds=0), trunk_call())


def test_a_call_that_says_how_often_it_was_here_is_believed() -> None:
    shown = Presentation("", "+79990000000", rounds=MOST_ROUNDS)
    assert Circles().enter(shown, trunk_call()) is None


def test_a_call_that_began_here_is_no_circle_yet() -> None:
    circles = Circles()
    found = [circles.enter(Presentation("Anna", "101"), trunk_call()) for _ in range(50)]
    assert None not in found and not circles._alike
    for one in found:
        assert one is not None
        one.leave()
