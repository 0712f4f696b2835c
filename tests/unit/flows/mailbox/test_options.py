"""Greetings and the PIN, set by phone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ringtree.flows.mailbox.options import Options, choose_pin, end_of_day
from ringtree.flows.mailboxes import ImaginedDesk
from ringtree.flows.requests import Clip, RecordOutcome
from ringtree.prompts import mailbox_sayings as say
from ringtree.voicemail.greetings import GreetingKind
from ringtree.voicemail.pin_rules import PinObjection
from tests.unit.flows.fake_call import FakeCall
from tests.unit.flows.mailbox.boxes import ACME, box


async def setting(keys: str, desk: ImaginedDesk | None = None, **more: object) -> FakeCall:
    call = FakeCall(keys, company=ACME, mailboxes=desk, **more)  # type: ignore[arg-type]
    await Options(call, box()).run()
    return call


async def test_a_greeting_is_recorded_heard_recorded_again_and_kept() -> None:
    call = await setting("112" + "31" + "*")
    assert call.mailboxes.log == ["unavailable set", "dropped imagined-1.wav"]
    assert "heard [imagined-1.wav]" in call.log
    assert call.log.count("recorded up to 120 s") == 2


async def test_a_name_is_short() -> None:
    assert "recorded up to 8 s" in (await setting("311*")).log


@pytest.mark.parametrize(
    ("digits", "told"),
    [("3112", "temporary set until 2027-01-01"), ("#", "temporary set"), ("31023112", None)],
)
async def test_a_temporary_greeting_may_have_an_end(digits: str, told: str | None) -> None:
    call = await setting(f"411{digits}*")
    assert call.mailboxes.log[0] == (told or "temporary set until 2027-01-01")
    assert (f"heard {say.BAD_DATE.text('en')}" in call.log) is (told is None)


async def test_hanging_up_or_cancelling_keeps_the_greeting_there_was() -> None:
    assert (await setting("11**")).mailboxes.log == ["dropped imagined-1.wav"]


async def test_a_greeting_without_a_word_is_none() -> None:
    call = await setting("11*", recordings=[RecordOutcome.NOTHING_SAID])
    assert call.mailboxes.log == ["dropped imagined-1.wav"]
    assert f"heard {say.NOT_HEARD.text('en')}" in call.log


async def test_it_can_be_heard_and_deleted() -> None:
    desk = ImaginedDesk()
    desk.greetings[GreetingKind.BUSY] = Clip(Path("x"), "busy greeting")
    call = await setting("2223*", desk)
    assert "heard [busy greeting]" in call.log and desk.log == ["busy cleared"]
    assert f"heard {say.NO_GREETING.text('en')}" in (await setting("12*")).log


async def test_a_pin_is_entered_twice() -> None:
    call = FakeCall("4825#4826#4825#4825#", company=ACME)
    assert await choose_pin(call, box())
    assert f"heard {say.PINS_DIFFER.text('en')}" in call.log
    assert call.mailboxes.pin == "4825"


@pytest.mark.parametrize("why", PinObjection)
async def test_a_pin_that_would_be_guessed_is_refused_with_the_reason(why: PinObjection) -> None:
    class Strict(ImaginedDesk):
        async def set_pin(self, box: object, pin: str) -> PinObjection | None:  # type: ignore[override]
            return why

    call = FakeCall("1#1#" * 3, company=ACME, mailboxes=Strict())
    assert not await choose_pin(call, box())
    assert any("PIN" in line for line in call.log[2:])


def test_a_day_is_the_next_of_its_name() -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/London"))
    assert str(end_of_day("2311", now)) == "2026-11-24 00:00:00+00:00"
    assert str(end_of_day("2211", now)) == "2027-11-23 00:00:00+00:00"
    assert str(end_of_day("2902", now)) == "2028-03-01 00:00:00+00:00"
    assert [end_of_day(one, now) for one in ("3102", "0013", "12", "0001")] == [None] * 4
