"""Leaving a message: greetings, keys, the recording, looking it over."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringtree.company.mailbox import Greetings, Situation
from ringtree.company.prompt import Prompt
from ringtree.flows.control import CallerLeft, DialOutcome
from ringtree.flows.mailbox.leave import LeaveOutcome, leave_message
from ringtree.flows.mailboxes import ImaginedDesk
from ringtree.flows.requests import Clip, RecordOutcome, RecordRequest
from ringtree.prompts.mailbox_sayings import CUT_OFF, FULL, NOT_HEARD, OPERATOR_AWAY, SENT
from ringtree.voicemail.greetings import GreetingKind
from tests.unit.flows.fake_call import FakeCall
from tests.unit.flows.mailbox.boxes import ACME, box

USUAL = "heard Please leave a message after the tone. Press the hash key when you are done."


def a_call(keys: str = "", **more: object) -> FakeCall:
    return FakeCall(keys, company=ACME, **more)  # type: ignore[arg-type]


async def leave(call: FakeCall, situation: Situation = Situation.NO_ANSWER, **facts: object) -> str:
    return (await leave_message(call, box(**facts), situation)).value


async def test_a_usual_message() -> None:
    call = a_call()
    assert await leave(call) == "recorded"
    assert call.log == [
        "heard Ann Smith cannot come to the phone right now.",
        USUAL,
        "recorded up to 180 s",
    ]
    assert call.mailboxes.log == ["finished imagined-1.wav"]
    assert call.requests == [
        RecordRequest(limit=180, silence=5, shortest=1.0, file="imagined-1.wav")
    ]


@pytest.mark.parametrize(
    ("recorded", "written", "situation", "heard"),
    [
        ((), {}, Situation.BUSY, "Ann Smith is on another call right now."),
        ((), {"unavailable": "Gone."}, Situation.BUSY, "Gone."),
        ((), {"unavailable": "Gone.", "busy": "Talking."}, Situation.BUSY, "Talking."),
        (("unavailable",), {"busy": "Talking."}, Situation.BUSY, "Talking."),
        (("unavailable",), {"unavailable": "Gone."}, Situation.BUSY, "[unavailable]"),
        (("busy", "unavailable"), {}, Situation.BUSY, "[busy]"),
        (("busy", "unavailable"), {}, Situation.NO_ANSWER, "[unavailable]"),
        (("temporary", "busy"), {"busy": "Talking."}, Situation.BUSY, "[temporary]"),
        (("name",), {}, Situation.UNREACHABLE, "[name]"),
        (("name",), {"unavailable": "Gone."}, Situation.UNREACHABLE, "Gone."),
    ],
)
async def test_which_greeting_is_heard(
    recorded: tuple[str, ...], written: dict[str, str], situation: Situation, heard: str
) -> None:
    desk = ImaginedDesk()
    desk.greetings = {GreetingKind(one): Clip(Path("x"), one) for one in recorded}
    call = a_call(mailboxes=desk)
    await leave(call, situation, greetings=Greetings.model_validate(written))
    assert call.log[0] == f"heard {heard}"


async def test_hash_goes_straight_to_the_beep() -> None:
    call = a_call(at={0.5: "#"})
    assert await leave(call) == "recorded"
    assert call.now < 8


async def test_zero_reaches_the_operator_and_if_nobody_is_there_the_beep() -> None:
    assert await leave(a_call(at={0.5: "0"}), operator="103") == "connected"
    call = a_call(at={0.5: "0"}, dials=[DialOutcome.BUSY])
    assert await leave(call, operator="103") == "recorded"
    assert f"heard {OPERATOR_AWAY.text('en')}" in call.log


async def test_zero_and_star_lead_where_the_tree_wants_them() -> None:
    for key, outcome in (("0", LeaveOutcome.OPERATOR), ("*", LeaveOutcome.BACK)):
        call = a_call(at={0.5: key})
        got = await leave_message(call, box(), Situation.BUSY, may_go_back=True, may_ask=True)
        assert got is outcome and call.mailboxes.log == ["finished imagined-1.wav"]


async def test_keys_that_lead_nowhere_begin_the_greeting_anew() -> None:
    call = a_call(at={0.5: "5"})
    assert await leave(call) == "recorded"
    assert call.log.count("heard Ann Smith cannot come to the phone right now.") == 2


async def test_a_full_mailbox_says_so_and_leads_to_its_exit() -> None:
    call = a_call(mailboxes=ImaginedDesk(is_full=True))
    assert await leave(call) == "full"
    assert call.log == [f"heard {FULL.text('en')}"]


async def test_a_disk_that_fills_up_meanwhile_is_told_and_the_message_kept() -> None:
    call = a_call(recordings=[RecordOutcome.FULL])
    assert await leave(call) == "full"
    assert call.log[-1] == f"heard {CUT_OFF.text('en')}"
    assert call.mailboxes.log == ["finished imagined-1.wav"]


async def test_who_hangs_up_amid_it_has_left_the_message() -> None:
    call = a_call(hang_up_at=10.0)
    with pytest.raises(CallerLeft):
        await leave(call)
    assert call.mailboxes.log == ["finished imagined-1.wav"]


async def test_an_announcement_takes_no_message() -> None:
    call = a_call()
    words = Greetings(unavailable=(Prompt(text="We have moved."),))
    assert await leave(call, announcement_only=True, greetings=words) == "announced"
    assert call.log == ["heard We have moved."] and call.mailboxes.log == []


async def test_the_mailbox_speaks_its_own_language_and_the_call_then_its_own_again() -> None:
    call = a_call()
    await leave(call, language="ru")
    assert call.log[0] == "heard Ann Smith сейчас не может подойти к телефону."
    assert call.language == "en"


async def test_early_media_answers_with_the_recording_only() -> None:
    call = a_call(hang_up_at=3.0)
    with pytest.raises(CallerLeft):
        await leave(call, early_media=True)
    assert not call.answered
    call = a_call()
    await leave(call, early_media=True)
    assert call.answered


class TestReview:
    """After `#` the caller may listen, record again, send as urgent."""

    async def test_one_sends_it(self) -> None:
        call = a_call("1")
        assert await leave(call, review=True) == "recorded"
        assert call.log[-1] == f"heard {SENT.text('en')}"

    async def test_listening_and_recording_again(self) -> None:
        call = a_call("2341")
        await leave(call, review=True)
        assert "heard [imagined-1.wav]" in call.log
        assert call.mailboxes.log == ["finished imagined-2.wav urgent"]

    async def test_a_second_take_without_a_word_leaves_the_first(self) -> None:
        outcomes = [RecordOutcome.RECORDED, RecordOutcome.NOTHING_SAID]
        call = a_call("31", recordings=outcomes)
        call.mailboxes.silent = {"imagined-2.wav"}
        await leave(call, review=True)
        assert f"heard {NOT_HEARD.text('en')}" in call.log
        assert call.mailboxes.log == ["finished imagined-1.wav"]

    async def test_a_second_take_that_a_full_disk_cut_off_is_kept_as_far_as_it_goes(self) -> None:
        call = a_call("31", recordings=[RecordOutcome.RECORDED, RecordOutcome.FULL])
        await leave(call, review=True)
        assert f"heard {CUT_OFF.text('en')}" in call.log
        assert f"heard {NOT_HEARD.text('en')}" not in call.log
        assert call.log[-1] == f"heard {SENT.text('en')}"
        assert call.mailboxes.log == ["finished imagined-2.wav"]

    async def test_a_disk_that_took_nothing_of_the_second_take_leaves_the_first(self) -> None:
        call = a_call("321", recordings=[RecordOutcome.RECORDED, RecordOutcome.FULL])
        call.mailboxes.silent = {"imagined-2.wav"}
        await leave(call, review=True)
        assert f"heard {CUT_OFF.text('en')}" in call.log
        assert "heard [imagined-1.wav]" in call.log
        assert call.mailboxes.log == ["finished imagined-1.wav"]

    async def test_hanging_up_keeps_it(self) -> None:
        call = a_call(hang_up_at=20.0)
        with pytest.raises(CallerLeft):
            await leave(call, review=True)
        assert call.mailboxes.log == ["finished imagined-1.wav"]
