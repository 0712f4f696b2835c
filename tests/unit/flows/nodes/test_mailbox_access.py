"""A mailbox is listened to from outside."""

from __future__ import annotations

from ringtree.flows.mailboxes import ImaginedDesk
from ringtree.flows.nodes.mailbox_access import MailboxAccess
from tests.unit.flows.fake_call import FakeCall
from tests.unit.flows.mailbox.boxes import ACME


async def test_it_leaves_by_how_it_ended() -> None:
    node = MailboxAccess()
    right = FakeCall("101#4825##", company=ACME, mailboxes=ImaginedDesk(pin="4825"))
    assert await node.run(right) == "done"
    wrong = FakeCall("101#1#101#2#101#3#", company=ACME, mailboxes=ImaginedDesk(pin="4825"))
    assert await node.run(wrong) == "denied"
    assert set(node.exit_names) == {"done", "denied"}
