"""What goes by itself, and who is warned before."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from ringtree.storage.database import Database
from ringtree.voicemail.message import BoxKey
from tests.unit.mail.fake_server import ACCEPTED, later
from tests.unit.voicemail.house import COMPANY, KEY, House, make_house


async def test_a_message_goes_after_its_days_and_not_before(house: House) -> None:
    await house.leave()
    await house.mail.step()
    house.pass_time(timedelta(days=29))
    await house.service._retention.round()
    assert house.service.counts(KEY).total == 1
    house.pass_time(timedelta(days=2))
    await house.service._retention.round()
    assert house.service.counts(KEY).total == 0


async def test_a_message_whose_mail_still_waits_is_kept_longer(house: House) -> None:
    house.server.behave = lambda _address: later()
    await house.leave()
    await house.mail.step()
    house.pass_time(timedelta(days=31))
    await house.service._retention.round()
    assert house.service.counts(KEY).total == 1


async def test_removed_after_mail_only_when_every_address_has_it(house: House) -> None:
    """What one well-known PBX gets wrong: its mail command runs in the background, its result is
    ignored, and the message is gone."""
    two = "mail: [ann@acme.example, boss@acme.example], remove_after_mail: true"
    house.publish(COMPANY.replace("mail: [ann@acme.example]", two), 2)
    house.service.mail.on_settled.append(house.service._retention.on_settled)
    house.server.behave = lambda address: ACCEPTED if address.startswith("ann") else later()
    await house.leave()
    await house.mail.step()
    await house.service._retention.round()
    assert house.service.counts(KEY).total == 1
    house.server.behave = lambda _address: ACCEPTED
    house.pass_time(timedelta(minutes=2))
    await house.mail.step()
    await house.service._retention.round()
    assert house.service.counts(KEY).total == 0
    assert len(house.server.accepted) == 2


async def test_messages_of_a_removed_mailbox_go_in_the_end(house: House) -> None:
    await house.leave("bob")
    await house.mail.step()
    house.publish(
        COMPANY.replace("  bob: {", "  robert: {").replace("voicemail: bob", "number: null"), 2
    )
    house.pass_time(timedelta(days=31))
    await house.service._retention.round()
    assert house.service.counts(BoxKey("acme", "bob")).total == 0


async def test_people_are_warned_once_before_the_mailbox_is_full(house: House) -> None:
    for _ in range(3):
        await house.leave()
    await house.mail.step()
    warnings = [
        one for one in await house.mail.outbox.listing() if "almost full" in one.mail.subject
    ]
    assert len(warnings) == 1 and "3 messages of 3" in warnings[0].mail.text


async def test_people_are_warned_before_the_company_s_room_is_used_up(
    database: Database, tmp_path: Path
) -> None:
    house = make_house(database, tmp_path, quota=42_000)
    await house.leave()
    subjects = [one.mail.subject for one in await house.mail.outbox.listing()]
    assert "Voicemail is almost full: 95%" in subjects
