"""Cursors lead on, and nobody makes one up."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.api.page import cursor, instant_and_id, place
from ringtree.api.problem import BadCursor


@given(st.text(), st.integers())
def test_a_cursor_gives_back_its_place(name: str, number: int) -> None:
    assert place(cursor(name, number), str, int) == (name, number)


@pytest.mark.parametrize(
    "wrong", ["", "x", "é", "bnVsbA", cursor("a"), cursor("a", True), "W" * 500]
)
def test_a_made_up_cursor_is_refused(wrong: str) -> None:
    with pytest.raises(BadCursor):
        place(wrong, str, int)


@given(st.text(max_size=100))
def test_no_text_breaks_a_list(text: str) -> None:
    try:
        place(text, str)
    except BadCursor:
        return


def test_a_list_by_time_goes_on_after_an_instant_and_an_id() -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert instant_and_id(cursor("2026-03-02T15:00:00+03:00", "m")) == (noon, "m")
    assert instant_and_id(None) is None
    with pytest.raises(BadCursor):
        instant_and_id(cursor("yesterday", "m"))
