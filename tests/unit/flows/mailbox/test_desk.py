"""The live mailboxes, as one call sees them."""

from __future__ import annotations

from ringtree.flows.mailbox.desk import LiveMailboxes
from ringtree.flows.mailboxes import AboutCall, MailboxDesk
from ringtree.storage.pins import PinVerdict
from ringtree.voicemail.draft import drafts_left
from ringtree.voicemail.greetings import GreetingKind
from ringtree.voicemail.message import MessageState
from tests.unit.storage.conftest import database as database
from tests.unit.voicemail.house import House, wav
from tests.unit.voicemail.house import house as house

ABOUT = AboutCall(
    call="c1", caller="+442071234567", caller_name="Eve", called="+442079460000", path=("main/box",)
)


def desk_of(house: House) -> MailboxDesk:
    return LiveMailboxes(house.service).desk("acme", lambda: ABOUT)


def ann(house: House):  # type: ignore[no-untyped-def]
    found = house.service.find("acme", "ann")
    assert found is not None
    return found[1]


async def test_a_message_carries_what_is_known_of_its_call(house: House) -> None:
    desk, box = desk_of(house), ann(house)
    take = await desk.begin(box)
    assert take is not None and len(list(drafts_left(house.data_dir))) == 1
    (house.data_dir / take.file).write_bytes(wav())
    desk.finish(take, is_urgent=True)
    await house.service._deliveries.finish(limit=5)
    (message,) = await desk.messages(box)
    assert (message.call, message.caller_name, message.path) == ("c1", "Eve", ("main/box",))
    assert message.is_urgent and desk.counts(box).urgent_new == 1


async def test_each_take_has_a_file(house: House) -> None:
    desk, box = desk_of(house), ann(house)
    first = await desk.begin(box)
    assert first is not None
    second = await desk.again(first)
    assert second is not None and second.file.endswith("-2.wav") and second.id == first.id
    assert not desk.holds(second)
    (house.data_dir / second.file).write_bytes(wav())
    assert desk.holds(second)
    clip = await desk.listen(second)
    assert clip is not None and clip.path.stat().st_size == 20_000
    desk.put_away(clip)
    assert not clip.path.exists()
    desk.finish(second)
    await house.service._deliveries.finish(limit=5)


async def test_what_is_done_to_a_message_is_noted_with_the_telephone(house: House) -> None:
    await house.leave()
    desk = desk_of(house)
    message = await house.only()
    await desk.mark(message, MessageState.OLD)
    await desk.remove(message)
    await desk.restore(message)
    bob = house.service.find("acme", "bob")
    assert bob is not None and await desk.forward(message, bob[1], None)
    history = await house.service.store.history(message.key)
    assert {event["by"] for event in history[:-1]} == {"phone +442071234567"}


async def test_a_greeting_of_the_owner_is_heard_by_callers(house: House) -> None:
    desk, box = desk_of(house), ann(house)
    take = desk.scratch()
    (house.data_dir / take.file).write_bytes(wav())
    assert await desk.set_greeting(box, GreetingKind.BUSY, take, None)
    clip = desk.greeting(box, GreetingKind.BUSY)
    assert clip is not None and clip.path.stat().st_size == 20_000
    desk.drop(take)
    assert await desk.clear_greeting(box, GreetingKind.BUSY)
    assert desk.greeting(box, GreetingKind.BUSY) is None


async def test_a_recording_that_is_gone_is_no_reason_to_fail(house: House) -> None:
    desk, box = desk_of(house), ann(house)
    take = desk.scratch()
    assert await desk.listen(take) is None
    assert not await desk.set_greeting(box, GreetingKind.BUSY, take, None)


async def test_a_pin_opens(house: House) -> None:
    desk, box = desk_of(house), ann(house)
    assert not await desk.has_pin(box) and await desk.set_pin(box, "4825") is None
    assert await desk.check_pin(box, "4825") is PinVerdict.RIGHT
