"""Causes: what a person would call the end of a leg, and how SIP says it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ringtree.calls.cause import (
    CauseKind,
    cause,
    cause_of_status,
    deserves_another_trunk,
    most_telling,
)

#: Where the panel words what the server writes into records.
REASON_WORDS = Path(__file__).parents[3] / "panel/src/pages/journal/reasonWords.ts"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (486, CauseKind.BUSY),
        (600, CauseKind.BUSY),
        (603, CauseKind.REFUSED),
        (480, CauseKind.UNREACHABLE),
        (408, CauseKind.UNREACHABLE),
        (404, CauseKind.UNKNOWN_NUMBER),
        (488, CauseKind.NO_CODEC),
        (503, CauseKind.OVERLOADED),
        (500, CauseKind.ERROR),
        (499, CauseKind.UNREACHABLE),
    ],
)
def test_a_final_response_stands_for_a_cause(status: int, kind: CauseKind) -> None:
    assert cause_of_status(status).kind is kind


def test_every_kind_has_a_status_that_refuses_and_a_q850_cause() -> None:
    for kind in CauseKind:
        why = cause(kind)
        assert 400 <= why.status < 700
        assert 1 <= why.q850 <= 127
        assert why.text


def test_a_person_s_refusal_says_more_than_a_dead_phone() -> None:
    causes = [cause(CauseKind.UNREACHABLE), cause(CauseKind.BUSY), cause(CauseKind.REFUSED)]
    assert most_telling(causes).kind is CauseKind.REFUSED
    assert most_telling(causes[:2]).kind is CauseKind.BUSY


def test_nobody_to_fail_is_unreachable() -> None:
    assert most_telling([]).kind is CauseKind.UNREACHABLE


def test_a_device_that_lost_the_race_is_told_so_that_it_shows_no_missed_call() -> None:
    assert "elsewhere" in cause(CauseKind.ANSWERED_ELSEWHERE).reason_header


@pytest.mark.parametrize(
    ("status", "deserves"),
    [
        (503, True),
        (500, True),
        (403, True),
        (486, False),
        (603, False),
        (404, False),
        (480, False),
        (483, False),
    ],
)
def test_only_a_carrier_s_own_failure_deserves_another_trunk(status: int, deserves: bool) -> None:
    assert deserves_another_trunk(cause_of_status(status)) is deserves


def test_silence_and_full_trunks_deserve_another_and_no_answer_does_not() -> None:
    kinds = (CauseKind.UNREACHABLE, CauseKind.OVERLOADED, CauseKind.NO_ANSWER, CauseKind.BUSY)
    assert [deserves_another_trunk(cause(kind)) for kind in kinds] == [True, True, False, False]


@pytest.mark.parametrize("kind", CauseKind)
def test_the_panel_says_every_cause_in_russian(kind: CauseKind) -> None:
    worded = re.findall(r"^  \"?([^\":]+?)\"?: ", REASON_WORDS.read_text("utf-8"), re.MULTILINE)
    assert cause(kind).text in worded
