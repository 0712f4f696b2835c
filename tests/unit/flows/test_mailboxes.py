"""Imagined mailboxes take every message, so that imagined callers leave them as live ones do."""

from __future__ import annotations

from ringtree.flows.mailboxes import AboutCall, NoMailboxes
from tests.unit.flows.mailbox.boxes import box


async def test_there_is_always_room_and_nothing_is_kept() -> None:
    about = AboutCall(call="", caller="", caller_name="", called="")
    desk = NoMailboxes().desk("acme", lambda: about)
    take = await desk.begin(box())
    assert take is not None
    desk.finish(take)
    assert desk.counts(box()).total == 0 and not await desk.has_pin(box())
