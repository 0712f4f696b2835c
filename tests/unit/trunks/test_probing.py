"""What a carrier's answer to OPTIONS says, and what silence does."""

from __future__ import annotations

import pytest

from ringtree.trunks.probing import Probing
from ringtree.trunks.targets import Targets
from tests.unit.trunks.lines import Clock
from tests.unit.trunks.questions import Questions
from tests.unit.trunks.test_line import A, B, located


@pytest.mark.parametrize("status", [200, 404, 405, 486])
def test_whatever_is_answered_but_503_shows_that_somebody_is_there(status: int) -> None:
    clock, wire = Clock(), Questions()
    line = located(A, clock=clock)
    Probing(wire, clock).ask(line, A, clock.now)
    clock.now += 0.25
    wire.answer(status)
    assert wire.requests[0].method == "OPTIONS"
    assert line.status(0, 0, 0, 0, 0).latency == 0.25


def test_an_answer_of_an_address_that_was_left_says_nothing_of_the_one_in_use() -> None:
    clock, wire = Clock(), Questions()
    line = located(A, B, clock=clock)
    Probing(wire, clock).ask(line, A, clock.now)
    line.hop_failed(A, "no answer")
    wire.answer(200)
    assert line.targets.current == B and line.status(0, 0, 0, 0, 0).latency is None


@pytest.mark.parametrize(("status", "used"), [(200, A), (503, B), (None, B)])
def test_a_better_address_is_used_again_once_it_answers(status: int | None, used: object) -> None:
    clock, wire = Clock(), Questions()
    line = located(A, B, clock=clock)
    line.hop_failed(A, "no answer")
    Probing(wire, clock).try_again(line, A)
    wire.answer(status)
    assert isinstance(line.targets, Targets) and line.targets.current == used
