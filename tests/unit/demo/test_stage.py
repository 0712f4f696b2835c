"""The stage: lines with their time, expectations with their tally."""

from __future__ import annotations

import re

import numpy as np
import pytest

from ringtree.demo.listening import Tone
from ringtree.demo.phones import ServerAddress
from ringtree.demo.script import Account, DemoScript, Spoken
from ringtree.demo.stage import Stage
from ringtree.demo.words import Expectation, Line

NOTHING = np.zeros(0, dtype=np.int16)


@pytest.fixture
def lines() -> list[str]:
    return []


@pytest.fixture
def stage(lines: list[str]) -> Stage:
    script = DemoScript(
        company="Daisy",
        number="+442070000001",
        carrier_port=45060,
        accounts={"101": Account("daisy-101", "secret"), "102": Account("daisy-102", "secret")},
        prompts=(),
        place=Spoken("", NOTHING),
        music=NOTHING,
        language="en",
    )
    return Stage(ServerAddress("127.0.0.1", 5060), script, lines.append)


def test_the_phones_are_the_companys_and_the_carriers(stage: Stage) -> None:
    assert [phone.user for phone in stage.phones.values()] == ["daisy-101", "daisy-102"]
    assert (stage.carrier.port, stage.carrier.expires) == (45060, 0)


def test_a_line_bears_the_time_since_the_beginning(stage: Stage, lines: list[str]) -> None:
    stage.tell(Line.PRESSED, key="1")
    assert re.fullmatch(r"00:0\d\.\d  pressed “1”", lines[0])


def test_what_is_met_is_counted_and_not_said(stage: Stage, lines: list[str]) -> None:
    assert stage.check(True, "", Expectation.MUSIC)
    assert stage.result.findings[0].is_met
    assert lines == []


def test_what_is_not_met_is_said_with_what_was_expected(stage: Stage, lines: list[str]) -> None:
    assert not stage.check(False, "silence", Expectation.MUSIC)
    wrong = "WRONG: expected: the caller hears the music; in fact: silence"
    assert lines[0].endswith(wrong)
    assert stage.result.findings[0].sentence == wrong


def test_a_step_that_does_not_come_is_told_by_what_it_was_to_be(
    stage: Stage, lines: list[str]
) -> None:
    stage.expect(Expectation.REGISTERED, phone="101")
    stage.miss("403 Forbidden")
    assert lines[0].endswith("expected: the telephone 101 registers; in fact: 403 Forbidden")


def test_tones_are_compared_both_ways(stage: Stage, lines: list[str]) -> None:
    low, high = Tone(440.0, -10.0, 1.0), Tone(1000.0, -10.0, 1.0)
    stage.compare(high, low, Expectation.HEAR_EACH_OTHER, Line.HEARD_EACH_OTHER, agent="101")
    assert "101 hears 440 Hz" in lines[0]
    stage.compare(high, high, Expectation.HEAR_EACH_OTHER, Line.HEARD_EACH_OTHER, agent="101")
    assert "WRONG" in lines[1]
    assert [finding.is_met for finding in stage.result.findings] == [True, False]


def test_the_end_says_how_it_went(stage: Stage, lines: list[str]) -> None:
    stage.check(True, "", Expectation.MUSIC)
    stage.close()
    assert "failed: 0 expectations" in lines[-1]  # it was never played to its end
    stage.result.is_complete = True
    stage.close()
    assert "succeeded: all 1" in lines[-1]
