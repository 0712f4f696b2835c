"""Values in texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.company.placeholders import Placeholder, fill, literal, placeholders, stray_brace


def test_values_are_found_in_order() -> None:
    found = list(placeholders("We work {hours:office}, {имя}; you are {caller}."))
    assert found == [Placeholder("hours", "office"), Placeholder("имя"), Placeholder("caller")]
    assert [str(one) for one in found] == ["{hours:office}", "{имя}", "{caller}"]


def test_doubled_braces_are_braces() -> None:
    assert list(placeholders("{{caller}}")) == []
    assert fill("{{caller}} {caller}", lambda one: one.name) == "{caller} caller"


@pytest.mark.parametrize(
    ("text", "place"),
    [("{", 0), ("a } b", 2), ("{ caller }", 0), ("{1}", 0), ("{a:}", 0), ("{{a}} {b}", None)],
)
def test_a_brace_that_means_nothing_is_found_and_left(text: str, place: int | None) -> None:
    assert stray_brace(text) == place
    if place is not None:
        assert fill(text, lambda _: "") == text


@given(st.text("{}ab:"))
def test_a_literal_text_survives(text: str) -> None:
    assert fill(literal(text), lambda _: "value") == text
    assert stray_brace(literal(text)) is None


def test_a_value_that_ends_with_a_full_stop_ends_the_sentence_once() -> None:
    assert fill("We close at {time}. Call again.", lambda _: "six p.m.") == (
        "We close at six p.m. Call again."
    )
    assert fill("We close at {time}!", lambda _: "six p.m.") == "We close at six p.m.!"
