"""The line by which a file remembers its revision."""

from __future__ import annotations

import pytest

from ringtree.company.origin import Origin, origin, renewed, with_origin, without_origin

TEXT = "# ours\ncode: acme\n"


def test_a_text_without_the_line_comes_from_nowhere() -> None:
    assert origin(TEXT) is None
    assert without_origin(TEXT) == renewed(TEXT, "acme", 2) == TEXT


@pytest.mark.parametrize("text", [TEXT, "", TEXT.replace("\n", "\r\n"), "code: acme"])
def test_the_line_comes_off_as_it_was_put_on(text: str) -> None:
    marked = with_origin(text, "acme", 7)
    assert origin(marked) == Origin("acme", 7)
    assert without_origin(marked) == text
    assert with_origin(marked, "acme", 8) == with_origin(text, "acme", 8)


def test_the_line_is_renewed_where_it_stands() -> None:
    text = "# ours\r\n# ringtree: acme revision 7\r\ncode: acme\r\n"
    assert renewed(text, "acme", 8) == text.replace("7", "8")
    assert without_origin(text) == "# ours\r\ncode: acme\r\n"


def test_an_indented_comment_is_a_comment() -> None:
    assert origin("a:\n  # ringtree: acme revision 7\n") is None
