"""Whether there is room: what is there counts, and what is on its way."""

from __future__ import annotations

import pytest

from ringtree.company.mailbox import Mailbox
from ringtree.voicemail.message import BoxKey, Counts
from ringtree.voicemail.room import Refusal, Room
from tests.unit.voicemail.house import KEY, House

BOB = BoxKey("acme", "bob")
QUOTA = 1000


@pytest.fixture
def box(house: House) -> Mailbox:
    found = house.service.find("acme", "ann")
    assert found is not None and found[1].max_messages == 3
    return found[1]


def test_messages_on_their_way_fill_a_mailbox_too(house: House, box: Mailbox) -> None:
    room = Room(QUOTA)
    room.count_anew({KEY: Counts(new=1, old=1, size=10)})
    coming = house.draft()
    assert room.refusal(KEY, box) is None

    room.expect(coming)
    room.expect(coming)  # another take of the same message
    assert room.refusal(KEY, box) is Refusal.MAILBOX
    assert room.coming() == {"acme": 1}

    room.expect_no_more(coming.id)
    assert room.refusal(KEY, box) is None


def test_the_quota_is_the_company_s(box: Mailbox) -> None:
    room = Room(QUOTA)
    room.count_anew({BOB: Counts(new=1, size=QUOTA), BoxKey("rose", "eve"): Counts(size=5)})

    assert room.used("acme") == QUOTA
    assert room.refusal(KEY, box) is Refusal.QUOTA


def test_counting_anew_tells_where_something_changed() -> None:
    room = Room(QUOTA)
    assert room.count_anew({KEY: Counts(new=1), BOB: Counts(old=1)}) == {KEY, BOB}

    assert room.count_anew({KEY: Counts(new=1)}) == {BOB}

    assert room.counts(BOB) == Counts() and room.known() == [KEY]
