"""Near misses and single lines."""

from __future__ import annotations

import pytest

from ringtree.company.words import one_line, suggest


def test_a_near_miss_is_suggested_and_a_far_one_is_not() -> None:
    assert suggest("quues", ["queues", "people"]) == "; did you mean 'queues'?"
    assert suggest("zebra", ["queues", "people"]) == ""


@pytest.mark.parametrize("text", ["", " ", "a\nb", "a\tb", "\u2028", "\x7f"])
def test_what_is_not_one_line_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must"):
        one_line(text)


def test_a_line_passes_as_it_is() -> None:
    assert one_line("ООО «Ромашка»") == "ООО «Ромашка»"
