"""Mailboxes at work, over a real database and files, on a clock of their own."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from ringtree.mail.mail import DeliveryState
from ringtree.storage.database import Database
from ringtree.voicemail.message import BoxKey, Counts, MessageState
from ringtree.voicemail.service import MailboxFull, Resent
from tests.unit.voicemail.house import KEY, House, make_house, wav

BOB = BoxKey("acme", "bob")


async def test_a_message_comes_into_its_mailbox_and_into_the_mail(house: House) -> None:
    changed: list[BoxKey] = []
    house.service.on_change.append(changed.append)
    await house.leave()
    message = await house.only()
    assert message.seconds == 2.5 and message.speech == pytest.approx(2.0, abs=0.2)
    assert house.service.counts(KEY) == Counts(new=1, size=message.size)
    assert changed == [KEY]
    await house.mail.step()
    assert [address for address, _ in house.server.accepted] == ["ann@acme.example"]
    assert not list(house.data_dir.rglob("*.draft.json"))


async def test_who_said_nothing_left_nothing(house: House) -> None:
    await house.leave(sound=wav(speech=0.4, silence=9))
    assert await house.service.messages(KEY) == []
    assert not list(house.data_dir.rglob("*.wav"))


async def test_a_caller_who_left_before_the_beep_left_nothing(house: House) -> None:
    draft = house.draft()
    found = house.service.find("acme", "ann")
    assert found and await house.service.begin(draft, found[1])
    house.service.finish(draft)
    await house.service._deliveries.finish(limit=5)
    assert house.service.counts(KEY).total == 0
    assert not list(house.data_dir.rglob("*.draft.json"))


async def test_the_next_start_repairs_and_delivers_what_a_killed_process_recorded(
    database: Database, tmp_path: Path
) -> None:
    first = make_house(database, tmp_path)
    draft = first.draft()
    found = first.service.find("acme", "ann")
    assert found and await first.service.begin(draft, found[1])
    whole = wav()
    first.record(draft, whole[:4] + bytes(40) + whole[44:-333])  # no header, an odd length
    scratch = tmp_path / "voicemail" / "acme" / "scratch-1.wav"
    scratch.write_bytes(whole)
    second = make_house(database, tmp_path)
    await second.service.start()
    assert not scratch.exists()  # an introduction that was never finished is nobody's
    await second.service._deliveries.finish(limit=10)
    message = await second.only()
    assert message.id == draft.id and message.seconds == pytest.approx(2.48, abs=0.02)
    await second.service.stop()


async def test_a_message_that_is_delivered_twice_is_there_once(house: House) -> None:
    draft = house.draft()
    for _ in range(2):
        house.record(draft)
        house.service.finish(draft)
        await house.service._deliveries.finish(limit=10)
    await house.mail.step()
    assert house.service.counts(KEY).total == 1 and len(house.server.accepted) == 1


async def test_full_by_number_counts_those_who_are_still_speaking(house: House) -> None:
    await house.leave()
    found = house.service.find("acme", "ann")
    assert found is not None
    for _ in range(2):
        assert await house.service.begin(house.draft(), found[1])
    assert not await house.service.begin(house.draft(), found[1])


async def test_full_by_the_company_s_quota(database: Database, tmp_path: Path) -> None:
    house = make_house(database, tmp_path, quota=50_000)
    await house.leave()
    await house.leave("bob")
    found = house.service.find("acme", "bob")
    assert found is not None and not await house.service.begin(house.draft("bob"), found[1])


async def test_a_disk_without_room_takes_no_message_and_does_not_break(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = house.service.find("acme", "ann")
    assert found is not None

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ringtree.voicemail.service.write_draft", full)
    assert not await house.service.begin(house.draft(), found[1])
    assert not house.service.room.coming()


async def test_the_bin_gives_back_until_its_time_is_over(house: House) -> None:
    await house.leave()
    message = await house.only()
    await house.service.remove(message.id, by="ann")
    assert house.service.counts(KEY).total == 0
    await house.service.restore(message.id, by="ann")
    assert house.service.counts(KEY).new == 1
    await house.service.remove(message.id, by="ann")
    house.pass_time(timedelta(hours=25))
    await house.service._retention.round()
    assert await house.service.store.of(KEY, with_bin=True) == []
    assert not list(house.data_dir.rglob("*.wav"))
    actions = [event["action"] for event in await house.service.store.history(KEY)]
    assert actions == ["erased", "removed", "restored", "removed", "received"]


async def test_what_was_heard_is_old_and_can_be_new_again(house: House) -> None:
    await house.leave()
    message = await house.only()
    await house.service.mark(message.id, MessageState.OLD, by="ann")
    assert house.service.counts(KEY).old == 1
    await house.service.mark(message.id, MessageState.NEW, by="ann")
    assert house.service.counts(KEY).new == 1


async def test_a_forwarded_message_has_its_introduction_before_it(house: House) -> None:
    await house.leave()
    found = house.service.find("acme", "bob")
    assert found is not None
    await house.service.forward(
        await house.only(), found[1], by="phone 101", introduction=wav(speech=1.0, silence=0)
    )
    copy = await house.only(BOB)
    assert copy.seconds == 3.5 and copy.forwarded_by == "phone 101"
    await house.mail.step()
    assert {address for address, _ in house.server.accepted} == {
        "ann@acme.example",
        "bob@acme.example",
    }


async def test_a_full_mailbox_gets_nothing_forwarded(house: House) -> None:
    await house.leave("bob")
    for _ in range(3):
        await house.leave()
    found = house.service.find("acme", "ann")
    assert found is not None
    with pytest.raises(MailboxFull, match="ann of acme is full"):
        await house.service.forward(await house.only(BOB), found[1], by="x")


async def test_encrypted_messages_are_unreadable_on_the_disk_and_whole_in_the_mail(
    database: Database, tmp_path: Path
) -> None:
    house = make_house(database, tmp_path, key=b"k" * 32)
    await house.leave()
    message = await house.only()
    assert not (tmp_path / message.file).read_bytes().startswith(b"RIFF")
    assert house.service.files.read(message.file) == wav()
    await house.mail.step()
    assert b"audio/wav" in house.server.accepted[0][1]
    playable = await house.service.playing.playable(message.file)
    assert playable.stat().st_size == 20_000 and playable.stat().st_mode & 0o077 == 0
    house.service.playing.put_away(playable)
    assert not playable.exists()


async def test_a_message_for_a_mailbox_that_went_meanwhile_is_kept(house: House) -> None:
    draft = house.draft("gone")
    house.record(draft)
    house.service.finish(draft)
    await house.service._deliveries.finish(limit=5)
    assert (await house.only(BoxKey("acme", "gone"))).seconds == 2.5


async def test_another_process_s_change_is_taken_over(house: House, database: Database) -> None:
    await house.leave()
    message = await house.only()
    other = make_house(database, house.data_dir)
    await other.service.remove(message.id, by="command")
    changed: list[BoxKey] = []
    house.service.on_change.append(changed.append)
    await house.service.load("acme")
    assert changed == [KEY] and house.service.counts(KEY).total == 0


async def test_resend_sends_all_mails_of_a_message_again(house: House) -> None:
    await house.leave()
    message = await house.only()
    await house.mail.step()
    assert await house.service.resend(message) == Resent(addresses=1, webhook=False)
    await house.mail.step()
    assert len(house.server.accepted) == 2
    (posted,) = await house.mail.outbox.about([message.id])
    assert posted.deliveries[0].state is DeliveryState.ACCEPTED


async def test_a_database_that_is_away_only_delays_a_message(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    add, failures = house.service.store.add, iter([OSError("away"), OSError("away")])

    async def failing(*arguments: object, **more: object) -> None:
        if (error := next(failures, None)) is not None:
            raise error
        await add(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("ringtree.voicemail.intake.PAUSES", (0.0,))
    monkeypatch.setattr(house.service.store, "add", failing)
    await house.leave()
    assert house.service.counts(KEY).new == 1
