"""Any mailbox is listened to, at any telephone of the company."""

from __future__ import annotations

from ringtree.flows.codes.any_mailbox import any_mailbox
from ringtree.flows.mailboxes import ImaginedDesk
from tests.unit.flows.dialler import dialler
from tests.unit.flows.fake_call import FakeCall
from tests.unit.flows.mailbox.boxes import ACME


async def test_the_number_and_the_pin_open_it_though_not_from_outside() -> None:
    call = FakeCall("102#4825##", company=ACME, mailboxes=ImaginedDesk(pin="4825"))
    assert await any_mailbox(call, dialler("101", company=ACME)) == "done"
