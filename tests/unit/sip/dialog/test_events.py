"""What listeners are told."""

from __future__ import annotations

from typing import get_args

from ringtree.sip.dialog import events


def test_an_event_is_a_value_and_every_one_is_in_the_union() -> None:
    kinds = get_args(events.SessionEvent)
    assert events.Ended(events.EndReason.LOST) == events.Ended(events.EndReason.LOST)
    assert len(kinds) == 13
    assert all(issubclass(kind, tuple) for kind in kinds)


def test_two_kinds_with_equal_fields_are_told_apart_by_their_class() -> None:
    assert type(events.Accepted(None)) is not type(events.Confirmed(None))
