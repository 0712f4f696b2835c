"""Time, words and keys of an imagined caller."""

from __future__ import annotations

import pytest

from ringtree.company.prompt import Prompt
from ringtree.flows.carried import Carried
from ringtree.flows.control import CallerLeft, HangUpCause
from ringtree.flows.simulation.line import SimulatedLine
from ringtree.flows.simulation.script import LONGEST, Story
from ringtree.flows.simulation.simulate import finished
from tests.unit.flows.simulation.company import MONDAY, NUMBER


def line(press: str = "", hang_up_after: float | None = None) -> SimulatedLine:
    story = Story(to=NUMBER, caller="", at=MONDAY, press=press, hang_up_after=hang_up_after)
    return SimulatedLine(story, Carried("en", seed=""), lambda prompt, language: 2.0)


def test_prompts_take_their_time_and_answer_the_call() -> None:
    one = line()
    finished(one.play(Prompt(text="Hello."), Prompt(text="Again.")))
    assert (one.now, one.answered_at) == (4.0, 0.0)
    early = line()
    finished(early.play(Prompt(text="Hello."), early=True))
    assert early.answered_at is None


def test_keys_are_pressed_as_the_script_says() -> None:
    one = line("12#")
    assert finished(one.read_digits(count=5, patience=5.0, terminator="#")) == "12"
    assert finished(one.read_digits(count=1, patience=5.0)) == ""


def test_a_question_without_a_word_is_silence() -> None:
    one = line()
    finished(one.read_digits(count=1, patience=5.0))
    assert one.silence == 5.0
    asked = line()
    finished(asked.play(Prompt(text="Press one.")))
    finished(asked.read_digits(count=1, patience=5.0))
    assert asked.silence == 0.0


def test_the_caller_leaves_when_the_story_says_and_never_later_than_patience_lasts() -> None:
    one = line(hang_up_after=3.0)
    with pytest.raises(CallerLeft):
        one.pass_time(10.0)
    assert (one.now, one.gave_up) == (3.0, False)
    patient = line()
    with pytest.raises(CallerLeft):
        patient.pass_time(2 * LONGEST)
    assert patient.gave_up


def test_ringing_and_talking_are_counted() -> None:
    one = line()
    one.ring(6.0)
    one.talk("101")
    assert (one.rang, one.talked, one.talked_with, one.answered_at) == (6.0, 60.0, "101", 6.0)


def test_after_the_end_there_is_nothing() -> None:
    one = line()
    finished(one.hang_up(HangUpCause.BUSY))
    finished(one.hang_up())
    assert one.hung_up is HangUpCause.BUSY
    with pytest.raises(CallerLeft):
        one.answer()
