"""Cursors lead on, and nobody makes one up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.api.page import cursor, place
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
