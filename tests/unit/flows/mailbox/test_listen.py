"""Going through one's messages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ringtree.flows.control import CallerLeft, DialRequest
from ringtree.flows.mailbox.listen import Listener
from ringtree.flows.mailboxes import ImaginedDesk
from ringtree.flows.requests import OutsideRequest, RecordOutcome, RecordRequest
from ringtree.prompts import mailbox_sayings as say
from ringtree.prompts.phrases import Saying
from ringtree.voicemail.message import Message, MessageState
from tests.unit.flows.fake_call import MONDAY, FakeCall
from tests.unit.flows.mailbox.boxes import ACME, box
from tests.unit.voicemail.test_message import a_message


def message(name: str, **more: object) -> Message:
    started = MONDAY - timedelta(minutes=30)
    return a_message(name, **{"started": started, "caller": "+442079460001", **more})


async def listening(
    keys: str, *messages: Message, state: MessageState = MessageState.NEW, **more: object
) -> FakeCall:
    desk = ImaginedDesk()
    desk.inbox = list(messages)
    call = FakeCall(keys, company=ACME, mailboxes=desk, **more)  # type: ignore[arg-type]
    await Listener(call, box(), state).run()
    return call


async def test_who_and_when_are_said_and_what_was_heard_is_old() -> None:
    call = await listening("*", message("m"))
    assert call.log[0] == "heard Message one. From +44 20 7946 0001. Today at 08:30."
    assert call.log[1] == "heard [m.wav]"
    assert call.mailboxes.log == ["m is old"]


async def test_a_colleague_has_a_name() -> None:
    call = await listening("*", message("m", caller="102", is_urgent=True))
    assert call.log[0] == "heard Message one. Urgent. Bob Cook, extension 1 0 2. Today at 08:30."


async def test_only_messages_of_the_chosen_kind_are_played() -> None:
    old = message("old", state=MessageState.OLD)
    call = await listening("6", message("new"), old, state=MessageState.OLD)
    assert "heard [old.wav]" in call.log and "heard [new.wav]" not in call.log
    assert call.log[-1] == f"heard {say.NO_MORE.text('en')}"


async def test_forth_and_back_and_again() -> None:
    call = await listening("6456*", message("one"), message("two"))
    played = [line for line in call.log if line.startswith("heard [")]
    assert played == [f"heard [{name}.wav]" for name in ("one", "two", "one", "one", "two")]


async def test_deleted_and_brought_back() -> None:
    call = await listening("777*", message("m"))
    assert call.mailboxes.log == ["m is old", "m removed", "m restored", "m removed"]


async def test_kept_as_new() -> None:
    assert (await listening("9*", message("m"))).mailboxes.log == ["m is old", "m is new"]


async def test_forwarded_with_and_without_words_before() -> None:
    call = await listening("8102#2*", message("m"))
    assert "m forwarded to bob" in call.mailboxes.log
    call = await listening("8102#1*", message("m"))
    assert call.mailboxes.log[1:] == [
        "m forwarded to bob with an introduction",
        "dropped imagined-1.wav",
    ]


async def test_an_introduction_that_a_full_disk_cut_off_goes_along_as_far_as_it_goes() -> None:
    call = await listening("8102#1*", message("m"), recordings=[RecordOutcome.FULL])
    assert f"heard {say.CUT_OFF.text('en')}" in call.log
    assert "m forwarded to bob with an introduction" in call.mailboxes.log


async def test_an_introduction_without_a_word_is_none() -> None:
    call = FakeCall("8102#1*", company=ACME, recordings=[RecordOutcome.NOTHING_SAID])
    call.mailboxes.inbox, call.mailboxes.silent = [message("m")], {"imagined-1.wav"}
    await Listener(call, box(), MessageState.NEW).run()
    assert call.mailboxes.log[1:] == ["m forwarded to bob", "dropped imagined-1.wav"]


async def test_who_hangs_up_amid_an_introduction_leaves_no_trace_of_it() -> None:
    desk = ImaginedDesk()
    desk.inbox = [message("m")]
    call = FakeCall("8102#1", company=ACME, mailboxes=desk)

    async def hung_up(_request: RecordRequest) -> RecordOutcome:
        raise CallerLeft

    call.record = hung_up  # type: ignore[method-assign]
    with pytest.raises(CallerLeft):
        await Listener(call, box(), MessageState.NEW).run()
    assert desk.log == ["m is old", "dropped imagined-1.wav"]


async def test_forwarding_to_nobody_is_told() -> None:
    call = await listening("8103#*", message("m"))
    assert f"heard {say.NO_MAILBOX.text('en')}" in call.log


async def test_a_reply_is_a_message_to_the_colleague() -> None:
    call = await listening("1*", message("m", caller="102"))
    assert "finished imagined-1.wav" in call.mailboxes.log
    assert f"heard {say.SENT.text('en')}" in call.log


@pytest.mark.parametrize(
    ("caller", "words"), [("", say.CANNOT_REPLY), ("+442079460001", say.NO_REPLY_BOX)]
)
async def test_who_can_not_be_replied_to(caller: str, words: Saying) -> None:
    call = await listening("1*", message("m", caller=caller))
    assert f"heard {words.text('en')}" in call.log


async def test_calling_back_a_colleague_or_a_number_outside() -> None:
    (request,) = (await listening("2*", message("m", caller="102"))).requests
    assert isinstance(request, DialRequest) and request.targets == ("102",)
    (request,) = (await listening("2*", message("m"))).requests
    assert isinstance(request, OutsideRequest)
    assert (request.number, request.caller_id) == ("+442079460001", "+442071234567")


async def test_who_withheld_the_number_can_not_be_called_back() -> None:
    call = await listening("2*", message("m", caller=""))
    assert f"heard {say.CANNOT_REPLY.text('en')}" in call.log and not call.requests


async def test_skipping_pausing_and_starting_over() -> None:
    """A message of 42 s, of which the fake plays as many as its label has letters."""
    desk = ImaginedDesk()
    desk.inbox = [message("a-very-long-message-whose-name-takes-a-while-to-say", seconds=60.0)]
    # The envelope takes 3.4 s at the fake's pace; the message begins then.
    keys = {5.0: "#", 5.5: "*", 6.0: "0", 8.0: "5", 8.5: "2", 9.0: "6"}
    call = FakeCall(company=ACME, mailboxes=desk, at=keys)
    await Listener(call, box(), MessageState.NEW).run()
    begins = [round(one, 1) for one in call.starts]
    assert begins[0] == 0.0
    assert begins[1] == pytest.approx(1.6 + 3.0, abs=0.1)  # on
    assert begins[2] == pytest.approx(begins[1] + 0.5 - 3.0, abs=0.3)  # back
    assert begins[3] == pytest.approx(begins[2] + 0.5, abs=0.3)  # after the pause
    assert begins[4] == 0.0  # from the beginning


async def test_a_recording_that_can_not_be_read_is_told() -> None:
    class Broken(ImaginedDesk):
        async def listen(self, what: object) -> None:  # type: ignore[override]
            return None

    desk = Broken()
    desk.inbox = [message("m")]
    call = FakeCall("*", company=ACME, mailboxes=desk)
    await Listener(call, box(), MessageState.NEW).run()
    assert f"heard {say.GONE.text('en')}" in call.log and desk.log == []
