"""In an imagined call nobody's presence changes."""

from __future__ import annotations

from ringtree.flows.duty import NoDuty
from ringtree.queues.agent import Presence


async def test_every_word_is_taken_and_none_kept() -> None:
    assert await NoDuty().say("acme", "101", Presence.READY, by="101") is None


def test_and_nobody_writes() -> None:
    assert not NoDuty().end_wrap_up("acme", "101")
    assert not NoDuty().extend_wrap_up("acme", "101", 60)
