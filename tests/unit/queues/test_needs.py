"""What goes with a caller."""

from __future__ import annotations

from ringtree.queues.needs import NO_NEEDS, Needs


def test_a_caller_like_any_other_has_nothing_to_tell():
    assert NO_NEEDS.to_dict() == {}
    assert Needs.of({}) == NO_NEEDS
    assert Needs.of({"queued": "sales", "at": 3.0}) == NO_NEEDS


def test_they_are_plain_values_and_come_back():
    needs = Needs(priority=-1, required={"tax": 2}, preferred={"english": 1})
    assert Needs.of(needs.to_dict()) == needs


def test_whoever_had_needs_before_is_not_worse_off_now():
    before = Needs(priority=2, required={"tax": 2})
    assert NO_NEEDS.over(before) == before
    now = Needs(priority=1, required={"law": 1})
    assert now.over(before) == Needs(priority=2, required={"law": 1})
