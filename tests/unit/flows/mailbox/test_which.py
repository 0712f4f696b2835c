"""Which mailbox a number means."""

from __future__ import annotations

from ringtree.flows.mailbox.which import mailbox_of
from tests.unit.flows.fake_call import FakeCall
from tests.unit.flows.mailbox.boxes import ACME


def test_a_mailbox_is_found_by_its_number_or_its_person_s() -> None:
    call = FakeCall(company=ACME)
    found = [mailbox_of(call, number) for number in ("190", "101", "103", "")]
    assert [one.name if one else None for one in found] == ["office", "ann", None, None]
