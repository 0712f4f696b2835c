"""A person listens to the own mailbox."""

from __future__ import annotations

from ringtree.flows.codes.mailbox import NONE, mailbox
from ringtree.flows.mailboxes import ImaginedDesk
from tests.unit.flows.dialler import dialler
from tests.unit.flows.fake_call import FakeCall
from tests.unit.flows.mailbox.boxes import ACME


async def test_after_the_pin_there_are_the_messages() -> None:
    call = FakeCall("4825##", company=ACME, mailboxes=ImaginedDesk(pin="4825"))
    assert await mailbox(call, dialler("101", company=ACME)) == "done"


async def test_who_has_none_is_told() -> None:
    call = FakeCall(company=ACME)
    assert await mailbox(call, dialler("103", company=ACME)) == NONE
    assert call.log == ["heard There is no mailbox for this number."]
