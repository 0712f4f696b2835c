"""Outcomes and terminations."""

from __future__ import annotations

import pytest

from ringtree.records.outcome import Outcome, Result, Termination


def test_only_an_answered_call_reached_a_person() -> None:
    assert [outcome for outcome in Outcome if outcome.reached_a_person] == [Outcome.ANSWERED]


@pytest.mark.parametrize("result", Result)
def test_a_termination_survives_being_written(result: Result) -> None:
    termination = Termination(result, "why", 41)
    assert Termination.from_dict(termination.to_dict()) == termination
