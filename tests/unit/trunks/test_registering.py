"""What becomes of a registration by the carrier's answer."""

from __future__ import annotations

import pytest

from ringtree.trunks.line import Line
from ringtree.trunks.registering import REFUSALS, Registering
from ringtree.trunks.registration import RegistrationState
from tests.unit.trunks.lines import Clock
from tests.unit.trunks.questions import Questions
from tests.unit.trunks.test_line import A, B, located


class Story:
    """A line that registers at A, and may at B."""

    def __init__(self) -> None:
        self.clock, self.wire = Clock(), Questions()
        settings = {"server": "carrier.example", "username": "acct", "registers": True}
        self.line: Line = located(A, B, clock=self.clock, **settings)
        self.work = Registering(self.wire, self.clock)
        self.work.register(self.line, A, self.clock.now)

    @property
    def state(self) -> RegistrationState:
        return self.line.registration.state


def test_what_is_granted_is_kept() -> None:
    story = Story()
    story.wire.answer(200)
    assert story.state is RegistrationState.REGISTERED and story.line.error.words is None


@pytest.mark.parametrize("status", sorted(REFUSALS))
def test_a_refusal_is_told_in_words_and_the_address_stays(status: int) -> None:
    story = Story()
    story.wire.answer(status)
    assert story.state is RegistrationState.WAITING
    assert "no password is stored" in (story.line.error.words or "")
    assert story.line.targets.current == A


@pytest.mark.parametrize("status", [None, 408, 503])
def test_silence_and_trouble_lead_to_the_next_address(status: int | None) -> None:
    story = Story()
    story.wire.answer(status)
    assert story.line.targets.current == B


def test_other_trouble_is_only_waited_for() -> None:
    story = Story()
    story.wire.answer(500)
    assert story.line.targets.current == A and story.line.error.words


def test_an_answer_to_what_was_asked_before_a_change_is_of_no_interest() -> None:
    story = Story()
    story.line.generation += 1
    story.wire.answer(403)
    assert story.line.error.words is None


def test_a_contact_is_taken_away_without_waiting() -> None:
    story = Story()
    story.wire.answer(200)
    story.work.unregister(story.line)
    assert story.wire.requests[-1].get("Expires") == "0"
    assert story.state is RegistrationState.OFF
    story.work.unregister(story.line)
    assert len(story.wire.requests) == 2
