"""In an imagined call nobody's presence changes."""

from __future__ import annotations

from ringtree.flows.duty import NoDuty
from ringtree.queues.agent import Presence


async def test_every_word_is_taken_and_none_kept() -> None:
    assert await NoDuty().say("acme", "101", Presence.READY, by="101") is None
