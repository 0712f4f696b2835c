"""How far people's forwarding is followed."""

from __future__ import annotations

from ringtree.company.forwarding import Forwarding
from tests.unit.company.small import company


def test_a_document_says_it_in_one_of_three_words() -> None:
    assert [one.value for one in Forwarding] == ["follow", "inside", "ignore"]


def test_where_nothing_is_written_nobody_is_led_out() -> None:
    assert all(number.forwarding is Forwarding.INSIDE for number in company().numbers)
