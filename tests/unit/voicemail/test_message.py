"""Messages, counted and in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from ringtree.voicemail.message import Counts, Message, MessageState, in_order
from tests.unit.voicemail.house import START


def a_message(name: str, minute: int = 0, **more: object) -> Message:
    facts: dict[str, object] = {
        "id": name,
        "company": "acme",
        "mailbox": "ann",
        "call": "c",
        "caller": "+442071234567",
        "caller_name": "",
        "called": "+442079460000",
        "started": START + timedelta(minutes=minute),
        "seconds": 42.0,
        "speech": 30.0,
        "path": ("main/menu",),
        "file": f"{name}.wav",
        "size": 1000,
    }
    return Message(**{**facts, **more})  # type: ignore[arg-type]


def test_urgent_first_then_new_then_old() -> None:
    old = a_message("old", 0, state=MessageState.OLD)
    new, urgent = a_message("new", 1), a_message("urgent", 2, is_urgent=True)
    assert [one.id for one in in_order([old, new, urgent])] == ["urgent", "new", "old"]


def test_what_is_in_the_bin_is_not_counted() -> None:
    gone = replace(a_message("gone"), removed=START)
    old = a_message("old", state=MessageState.OLD, is_urgent=True)
    assert Counts.of([a_message("new", is_urgent=True), old, gone]) == Counts(1, 1, 1, 1, 2000)
