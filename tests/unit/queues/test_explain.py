from __future__ import annotations

from datetime import datetime

import pytest

from ringtree.queues.candidate import CandidateNote, Reason
from ringtree.queues.explain import english_seconds, explain, explain_all, russian_seconds

AT = datetime(2026, 11, 23, 14, 5, 0)


@pytest.mark.parametrize(
    ("note", "russian", "english"),
    [
        (
            CandidateNote("101", Reason.CHOSEN, 521.7, "longest_idle"),
            "101: ждёт звонка дольше всех (8:41 без звонков)",
            "101: has been idle longest (8:41 without a call)",
        ),
        (
            CandidateNote("101", Reason.CHOSEN, None, "ring_all"),
            "101: звоним всем, кто свободен (звонков ещё не было)",
            "101: everybody free is rung (no call yet)",
        ),
        (
            CandidateNote("102", Reason.TALKING, 192),
            "102: разговаривает 3:12",
            "102: talking for 3:12",
        ),
        (
            CandidateNote("102", Reason.TALKING, 3661),
            "102: разговаривает 1:01:01",
            "102: talking for 1:01:01",
        ),
        (
            CandidateNote("103", Reason.RINGING, 1),
            "103: уже вызывается для другого звонящего 1 секунду",
            "103: ringing for another caller for 1 second",
        ),
        (
            CandidateNote("103", Reason.WRAP_UP, 22),
            "103: пост-обработка ещё 22 секунды",
            "103: wrap-up for another 22 seconds",
        ),
        (
            CandidateNote("104", Reason.NOT_READY, 600, "обед {0}"),
            "104: не принимает звонки 10:00: обед {0}",
            "104: not ready for 10:00: обед {0}",
        ),
        (
            CandidateNote("104", Reason.REFUSED, 25),
            "104: отказ от этого звонка, пауза ещё 25 секунд",
            "104: refused this caller, paused for another 25 seconds",
        ),
        (
            CandidateNote("105", Reason.UNREACHABLE),
            "105: телефон не в сети",
            "105: no phone registered",
        ),
    ],
)
def test_a_note_reads_as_a_sentence(note, russian, english):
    assert explain(note, "ru") == russian
    assert explain(note, "en") == english


def test_a_deadline_is_a_time_of_day_when_the_time_is_known():
    note = CandidateNote("103", Reason.WRAP_UP, 10)
    assert explain(note, "ru", at=AT) == "103: пост-обработка до 14:05:10"
    assert explain(note, "en", at=AT) == "103: wrap-up until 14:05:10"


def test_what_is_left_is_never_told_as_nothing():
    note = CandidateNote("101", Reason.PAUSED, 0.2)
    assert explain(note, "ru") == "101: прошлый вызов не удался, пауза ещё 1 секунду"


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_reason_has_words(reason, language):
    text = explain(CandidateNote("101", reason, 90, "x"), language, at=AT)
    assert text.startswith("101: ") and "{" not in text and text == text.strip()


def test_a_strategy_of_an_old_record_that_is_gone_is_still_explained():
    assert "выбор стратегии" in explain(CandidateNote("101", Reason.CHOSEN, 5, "gone"), "ru")


def test_those_who_ring_are_told_first():
    why = [CandidateNote("102", Reason.TALKING, 192), CandidateNote("101", Reason.RINGING_HERE, 4)]
    assert explain_all(why, "ru") == "101: телефон уже звонит 4 секунды; 102: разговаривает 3:12"


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 секунд"),
        (1, "1 секунду"),
        (2, "2 секунды"),
        (4, "4 секунды"),
        (5, "5 секунд"),
        (11, "11 секунд"),
        (12, "12 секунд"),
        (14, "14 секунд"),
        (21, "21 секунду"),
        (22, "22 секунды"),
        (59, "59 секунд"),
        (111, "111 секунд"),
    ],
)
def test_russian_seconds_decline(count, text):
    assert russian_seconds(count) == text


def test_english_seconds():
    assert [english_seconds(n) for n in (0, 1, 2)] == ["0 seconds", "1 second", "2 seconds"]
