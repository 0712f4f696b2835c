"""What is said of transfers, in both languages."""

from __future__ import annotations

import pytest

from ringtree.calls.cause import CauseKind
from ringtree.flows.transfer_words import coming_back, handed_on, joined, returned


def test_who_was_handed_to_whom() -> None:
    assert handed_on("101", "102", "ru", by_caller=False) == "101 переводит звонящего на 102"
    assert handed_on("101", "102", "ru", by_caller=True) == "101 переводит собеседника на 102"
    assert handed_on("101", "102", "en", by_caller=False) == "101 transferred the caller to 102"
    assert handed_on("101", "102", "en", by_caller=True) == "101 transferred the other side to 102"


def test_a_consultation_tells_what_came_of_it() -> None:
    assert joined("101", "102", "ru") == "101 соединяет 102 с другим своим собеседником"
    assert joined("101", "102", "en") == "101 connected 102 with the other side of another call"


def test_why_a_call_returns() -> None:
    ru = returned("101", "102", CauseKind.NO_ANSWER, "ru")
    assert ru == "102 не отвечает: звонок возвращается к 101"
    en = returned("101", "102", CauseKind.BUSY, "en")
    assert en == "102 is busy: the call returns to 101"


@pytest.mark.parametrize("kind", CauseKind)
def test_every_cause_has_words_in_both_languages(kind: CauseKind) -> None:
    assert "102" in returned("101", "102", kind, "ru") and "102" in returned(
        "101", "102", kind, "en"
    )


def test_a_phone_shows_who_comes_back() -> None:
    assert coming_back("Иван", "ru") == "Возврат: Иван"
    assert coming_back("", "en") == "Returned"
