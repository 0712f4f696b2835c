"""Reaching others for a live call: numbers outside, acceptance, sounds before an answer."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, cast

import pytest

from ringtree.calls.call import Call
from ringtree.company.prompt import Prompt
from ringtree.flows.control import CallerLeft, DialOutcome, DialRequest
from ringtree.flows.live import LiveCall
from ringtree.flows.reach import PAUSE
from ringtree.flows.requests import (
    Acceptance,
    Method,
    OutsideOutcome,
    OutsideRequest,
    RecordOutcome,
    RecordRequest,
    Sound,
    SoundKind,
    WebhookOutcome,
    WebhookRequest,
)
from ringtree.flows.trace import FlowTrace
from ringtree.media.plane import DigitPressed
from tests.unit.calls.fakes import FakeMediaLeg
from tests.unit.calls.house import NUMBER, House, company, house, moment
from tests.unit.flows.test_live import doing, live

pytestmark = pytest.mark.looptime

MOBILE = "+79161234567"
MUSIC = Sound(SoundKind.MUSIC)
WORDS = Sound(SoundKind.PROMPT, prompts=(Prompt(text="One moment"),))


def outside(**changes: Any) -> OutsideRequest:
    settings: dict[str, Any] = {"caller_id": NUMBER, "diverted": False, "ring_time": 20.0}
    return OutsideRequest(number=MOBILE, **{**settings, **changes})


async def passing_on(
    made: House, request: OutsideRequest
) -> tuple[Call, FlowTrace, asyncio.Task[Any]]:
    one, call, trace = live(made)
    task = doing(made, call, one.outside(request))
    await moment()
    return call, trace, task


def heard(leg: Any) -> list[Path]:
    """The files of what plays now."""
    playing = cast(FakeMediaLeg, leg.media).playing
    return list(playing.files) if playing else []


class TestOutside:
    async def test_the_company_calls_under_its_number_and_without_a_name(self) -> None:
        async with house() as made:
            call, _, task = await passing_on(made, outside())
            invite = made.phone(MOBILE).invite
            assert invite is not None
            assert (invite.from_.uri.user, invite.from_.display) == (NUMBER, "")
            asserted = f"<sip:{NUMBER}@{made.endpoint.local_host(invite.hop)}>"
            assert invite.headers == (("P-Asserted-Identity", asserted),)
            made.phone(MOBILE).rings()
            assert made.said("caller") == ["180"]
            made.phone(MOBILE).answers()
            await moment()
            assert call.timeline.record.answered_by == MOBILE
            made.phone(MOBILE).hangs_up()
            assert await task is OutsideOutcome.ANSWERED
            assert call.presentation.number == "+79990000000"
            assert made.exchange.trunk_load.calls("acme", "carrier") == 0

    async def test_a_callers_own_number_is_presented_as_passed_on(self) -> None:
        trunks = {"carrier": {"addresses": ["203.0.113.1"], "original_caller": True}}
        async with house(company(trunks=trunks)) as made:
            request = outside(caller_id="+79990000000", diverted=True)
            await passing_on(made, request)
            invite = made.phone(MOBILE).invite
            assert invite is not None
            assert (invite.from_.uri.user, invite.from_.display) == ("+79990000000", "Carl")
            assert dict(invite.headers)["Diversion"].startswith(f"<sip:{NUMBER}@")

    @pytest.mark.parametrize(
        ("status", "outcome"),
        [(486, "busy"), (603, "refused"), (404, "unreachable"), (503, "unreachable")],
    )
    async def test_a_failure_takes_its_exit(self, status: int, outcome: str) -> None:
        async with house() as made:
            _, trace, task = await passing_on(made, outside())
            made.phone(MOBILE).refuses(status)
            assert (await task).value == outcome
            assert trace.entries[0].facts["rung"].keys() == {MOBILE}

    async def test_a_full_trunk_carries_no_call(self) -> None:
        async with house() as made:
            trunk = made.snapshot.company.trunks["carrier"]
            held = [made.exchange.trunk_load.enter("acme", trunk) for _ in range(3)]
            _, trace, task = await passing_on(made, outside())
            assert await task is OutsideOutcome.UNREACHABLE
            assert trace.entries[0].facts["declined"].keys() == {"carrier"} and len(held) == 3
            assert made.endpoint.to(MOBILE) == []

    async def test_a_number_of_the_house_is_not_called(self) -> None:
        async with house() as made:
            one, call, trace = live(made)
            request = OutsideRequest(
                number="+74950000002", caller_id=NUMBER, diverted=False, ring_time=20
            )
            assert await doing(made, call, one.outside(request)) is OutsideOutcome.UNREACHABLE
            assert "own" in trace.entries[0].facts["reason"]

    async def test_only_who_accepts_is_connected_and_the_caller_answered(self) -> None:
        async with house() as made:
            asked = Acceptance((Prompt(text="Press one"),), 10)
            call, trace, task = await passing_on(made, outside(acceptance=asked))
            made.phone(MOBILE).answers()
            await moment()
            assert made.said("caller") == [] and not call.answered
            mobile = made.media.legs[-1]
            assert mobile.playing is not None
            silence = [Path("tone silence")] * PAUSE
            assert list(mobile.playing.files) == [Path("Press one"), *silence]
            mobile.tell(DigitPressed("1", 100))
            await moment()
            assert made.said("caller") == ["200"] and mobile.other is not None
            assert trace.entries[0].facts["accepted"] is True
            made.phone(MOBILE).hangs_up()
            assert await task is OutsideOutcome.ANSWERED

    async def test_who_does_not_accept_is_nobody_the_caller_talked_to(self) -> None:
        async with house() as made:
            asked = Acceptance((Prompt(text="Press one"),), 10)
            call, trace, task = await passing_on(made, outside(acceptance=asked))
            made.phone(MOBILE).answers()
            assert await task is OutsideOutcome.NO_ANSWER
            assert call.timeline.record.answered_by is None and not call.answered
            assert trace.entries[0].facts["rung"] == {MOBILE: "no_answer"}

    async def test_a_caller_who_leaves_gives_the_trunk_back(self) -> None:
        async with house() as made:
            _, _, task = await passing_on(made, outside())
            made.phone(MOBILE).rings()
            made.caller.cancels()
            with pytest.raises(CallerLeft):
                await task
            assert made.said(MOBILE)[-1] == "CANCEL"
            assert made.exchange.trunk_load.calls("acme", "carrier") == 0


class TestSounds:
    async def dialling(self, made: House, sound: Sound) -> tuple[Call, asyncio.Task[Any]]:
        one, call, _ = live(made)
        request = DialRequest(targets=("101",), ring_time=10, sound=sound)
        task = doing(made, call, one.dial(request))
        await moment()
        made.phone("101").rings()
        return call, task

    async def test_music_is_early_media_and_ringing_does_not_cut_it(self) -> None:
        async with house() as made:
            call, task = await self.dialling(made, MUSIC)
            assert made.said("caller") == ["183"]
            assert heard(call.caller) == [Path("music default")]
            made.phone("101").answers()
            await moment()
            assert made.said("caller") == ["183", "200"] and heard(call.caller) == []
            made.phone("101").hangs_up()
            assert await task is DialOutcome.ANSWERED

    async def test_words_are_said_over_and_over(self) -> None:
        async with house() as made:
            call, _ = await self.dialling(made, WORDS)
            assert heard(call.caller) == [Path("One moment"), *[Path("tone silence")] * PAUSE]

    async def test_words_that_cannot_be_spoken_give_way_to_music(self) -> None:
        async with house() as made:
            made.prompts.is_mute = True
            call, _ = await self.dialling(made, WORDS)
            assert heard(call.caller) == [Path("music default")]

    async def test_who_was_answered_hears_the_tone(self) -> None:
        async with house() as made:
            one, call, _ = live(made)
            await call.answer()
            doing(made, call, one.dial(DialRequest(targets=("101",), ring_time=10)))
            await moment()
            assert heard(call.caller) == [Path("tone ringback")]

    async def test_a_caller_who_left_the_offer_to_us_hears_the_own_phone_ring(self) -> None:
        async with house() as made:
            call = made.call(b"")
            trace = FlowTrace(made.exchange.clock)
            template, _, _ = live(made)
            one = LiveCall(
                call,
                template._queues,
                trace,
                called=NUMBER,
                language="en",
                world=template._world,
            )
            request = DialRequest(targets=("101",), ring_time=10, sound=MUSIC)
            doing(made, call, one.dial(request))
            await moment()
            assert call.early is False and call.caller.session.name == "caller"  # type: ignore[attr-defined]
            assert "180" in made.said("caller")

    async def test_nobody_waits_for_a_server_in_silence(self) -> None:
        async with house() as made:
            one, call, _ = live(made)
            request = WebhookRequest(
                url="https://example.com",
                method=Method.POST,
                facts={},
                secret=None,
                limit=1,
                sound=MUSIC,
            )
            reply = await doing(made, call, one.webhook(request))
            assert reply.outcome is WebhookOutcome.FAILED, "this world has no servers"
            assert heard(call.caller) == [Path("music default")], "until something else is heard"


async def test_a_disk_that_takes_no_messages_is_full(tmp_path: Path) -> None:
    async with house() as made:
        made.exchange.data_dir = tmp_path / "file"
        made.exchange.data_dir.write_text("in the way")
        one, call, _ = live(made)
        request = RecordRequest(limit=10, silence=3)
        assert await doing(made, call, one.record(request)) is RecordOutcome.FULL


async def test_a_message_in_which_nobody_speaks_is_thrown_away(tmp_path: Path) -> None:
    async with house() as made:
        made.exchange.data_dir = tmp_path
        one, call, trace = live(made)
        task = doing(made, call, one.record(RecordRequest(limit=10, silence=3)))
        await moment(0.5)
        leg = cast(FakeMediaLeg, call.caller.media)
        assert leg.played[0].files == (Path("tone beep"),), "beep first"
        await moment(5)
        leg.tell(DigitPressed("#", 100))
        assert await task is RecordOutcome.NOTHING_SAID
        assert trace.entries[0].facts["ended_by"] == "key"
        assert call.timeline.recording is None
