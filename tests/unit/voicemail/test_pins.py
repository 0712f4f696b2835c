"""The PINs of mailboxes: judged, set, and noted."""

from __future__ import annotations

from datetime import timedelta

from ringtree.storage.pins import PinVerdict
from ringtree.voicemail.pin_rules import PinObjection
from ringtree.voicemail.pins import holder_of, numbers_of
from tests.unit.voicemail.house import KEY, House


async def test_a_pin_is_never_the_number_and_wrong_ones_lock(house: House) -> None:
    found = house.service.find("acme", "ann")
    assert found is not None
    company, box = found
    assert await house.service.pins.set(company, box, "1014", by="a") is PinObjection.NUMBER
    assert await house.service.pins.set(company, box, "4825", by="a") is None
    assert await house.service.pins.has(KEY, box)
    verdicts = [await house.service.pins.check(KEY, box, "0000") for _ in range(6)]
    assert verdicts[-1] is PinVerdict.LOCKED
    assert await house.service.pins.check(KEY, box, "4825") is PinVerdict.LOCKED
    house.pass_time(timedelta(minutes=16))
    assert await house.service.pins.check(KEY, box, "4825") is PinVerdict.RIGHT


async def test_without_its_pin_a_mailbox_is_shut_from_outside(house: House) -> None:
    found = house.service.find("acme", "ann")
    assert found is not None
    await house.service.pins.set(*found, "4825", by="a")

    assert await house.service.pins.remove(*found, by="a")

    assert not await house.service.pins.has(KEY, found[1])
    assert not await house.service.pins.remove(*found, by="a")
    assert await house.service.pins.check(KEY, found[1], "4825") is not PinVerdict.RIGHT


def test_a_person_s_mailbox_opens_with_the_person_s_pin(house: House) -> None:
    found = house.service.find("acme", "ann")
    assert found is not None and holder_of(found[1]) == "101"
    assert "101" in numbers_of(*found)
