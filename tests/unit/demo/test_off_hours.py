"""What the off-hours play reckons; the play itself is tests/integration/test_off_hours.py."""

from __future__ import annotations

from ringtree.demo.off_hours import length_of


def test_the_length_of_a_message_is_in_the_trace() -> None:
    trace = [{"facts": {"steps": []}}, {"facts": {"seconds": 2.1}}]
    assert length_of({"trace": trace}) == 2.1
    assert length_of({"trace": []}) is None
