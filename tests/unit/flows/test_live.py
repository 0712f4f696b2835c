"""What a node can do with a real call, and what it is told when the caller goes."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, cast

import pytest

from ringtree.calls.call import Call
from ringtree.calls.cause import CauseKind
from ringtree.company.prompt import Prompt
from ringtree.flows.control import (
    CallerLeft,
    CallLost,
    DialOutcome,
    DialRequest,
    HangUpCause,
    QueueExit,
    QueueOutcome,
    QueueRequest,
)
from ringtree.flows.live import LiveCall
from ringtree.flows.trace import FlowTrace
from ringtree.flows.world import World
from ringtree.media.plane import DigitPressed
from ringtree.prompts.library import PromptUnavailable
from ringtree.prompts.phrases import APOLOGY
from ringtree.queues.service import QueueService
from tests.unit.calls.fakes import FILE, FakeMediaLeg
from tests.unit.calls.house import ANNA, NUMBER, House, house, moment, target

pytestmark = pytest.mark.looptime
HELLO = Prompt(text="Hello")
ALL = DialRequest(targets=("all",), ring_time=10)


def live(made: House) -> tuple[LiveCall, Call, FlowTrace]:
    call = made.call()
    queues = QueueService(made.exchange)
    queues.configure(made.snapshot.company)
    trace = FlowTrace(made.exchange.clock)
    trace.enter("node", "any")
    one = LiveCall(call, queues, trace, called=NUMBER, language="en", world=World())
    return one, call, trace


def doing(made: House, call: Call, work: Any) -> asyncio.Task[Any]:
    """Do something as the call's own task, which the caller's leaving cancels."""

    async def attended() -> Any:
        call.attend()
        return await work

    return made.tasks.start(attended(), name="doing")


def media(call: Call) -> FakeMediaLeg:
    return cast(FakeMediaLeg, call.caller.media)


async def test_who_and_what() -> None:
    async with house() as made:
        one, _, _ = live(made)
        assert (one.caller, one.called, one.language) == ("+79990000000", NUMBER, "en")
        assert one.company is made.snapshot.company


SALES = QueueRequest(queue="sales")


class TestHearing:
    async def test_playing_answers_the_call(self) -> None:
        async with house() as made:
            one, call, _ = live(made)
            assert await one.play(HELLO, APOLOGY)
            assert made.said("caller") == ["200"]
            assert media(call).played[0].files == (
                Path("Hello"),
                Path("We are sorry, something went wrong."),
            )

    async def test_keys_are_read_in_order_and_the_pause_is_silent_not_dead(self) -> None:
        async with house() as made:
            one, call, _ = live(made)
            reading = doing(made, call, one.read_digits(count=3, patience=4, terminator="#"))
            await moment()
            playing = media(call).playing
            assert playing is not None and playing.files == (Path("tone silence"),)
            for key in "12#3":
                media(call).tell(DigitPressed(key, 80))
            assert await reading == "12"
            assert await one.read_digits(count=1, patience=1) == "3"
            assert await one.read_digits(count=1, patience=1) == ""

    async def test_a_key_stops_an_interruptible_prompt(self) -> None:
        async with house() as made:
            one, call, _ = live(made)
            playing = doing(made, call, one.play(HELLO, interruptible=True))
            await moment(FILE / 2)
            media(call).tell(DigitPressed("1", 80))
            assert await playing is False
            one.forget_digits()
            assert await one.read_digits(count=1, patience=0.1) == ""

    async def test_a_prompt_that_cannot_be_spoken_is_the_nodes_to_handle(self) -> None:
        async with house() as made:
            made.prompts.is_mute = True
            one, _, _ = live(made)
            with pytest.raises(PromptUnavailable):
                await one.play(HELLO)


class TestDialling:
    async def test_a_person_answers(self) -> None:
        async with house() as made:
            one, call, trace = live(made)
            dialling = doing(made, call, one.dial(ALL))
            await moment()
            made.phone("102").answers()
            await moment()
            assert media(call).other is not None
            made.phone("102").hangs_up()
            assert await dialling is DialOutcome.ANSWERED
            assert trace.entries[0].facts["rung"]["102"] == "answered"
            assert made.occupancy.taken() == ()

    @pytest.mark.parametrize(
        ("status", "outcome"),
        [
            (486, DialOutcome.BUSY),
            (603, DialOutcome.BUSY),
            (480, DialOutcome.UNREACHABLE),
            (487, DialOutcome.NO_ANSWER),
        ],
    )
    async def test_nobody_answers(self, status: int, outcome: DialOutcome) -> None:
        async with house() as made:
            one, call, _ = live(made)
            dialling = doing(made, call, one.dial(ALL))
            await moment()
            made.phone("101").refuses(status)
            made.phone("102").refuses(status)
            assert await dialling is outcome

    async def test_it_rings_for_so_long(self) -> None:
        async with house() as made:
            one, _, _ = live(made)
            assert await one.dial(ALL) is DialOutcome.NO_ANSWER
            assert asyncio.get_running_loop().time() == pytest.approx(10, abs=0.1)

    async def test_an_answered_caller_hears_ringing(self) -> None:
        async with house() as made:
            one, call, _ = live(made)
            await one.play(HELLO)
            dialling = doing(made, call, one.dial(ALL))
            await moment()
            playing = media(call).playing
            assert playing is not None and playing.loop
            assert playing.files == (Path("tone ringback"),)
            made.phone("101").rings()
            assert made.said("caller") == ["200"]
            await dialling
            assert media(call).playing is None

    async def test_keys_pressed_before_do_not_choose_afterwards(self) -> None:
        async with house() as made:
            one, call, _ = live(made)
            await one.play(HELLO)
            call.keys.press("9")
            await one.dial(DialRequest(targets=("103",), ring_time=5))
            assert await one.read_digits(count=1, patience=0.1) == ""

    async def test_without_a_port_for_the_callee_the_call_is_lost_with_503(self) -> None:
        async with house() as made:
            made.media.ports = 1
            one, call, _ = live(made)
            with pytest.raises(CallLost) as caught:
                await one.dial(ALL)
            assert caught.value.cause.status == 503
            call.dismiss()
            assert made.said("caller") == ["503"]

    async def test_connecting_says_why_it_failed(self) -> None:
        async with house() as made:
            one, _, _ = live(made)
            assert (await one.connect(target("103"), 5)).kind is CauseKind.UNREACHABLE

    @pytest.mark.parametrize("kind", [CauseKind.TOO_LONG])
    async def test_a_conversation_nobody_ended_ends_the_call(self, kind: CauseKind) -> None:
        async with house() as made:
            made.exchange.longest_call = 60
            one, call, _ = live(made)
            dialling = doing(made, call, one.dial(ALL))
            await moment()
            made.phone("101").answers()
            assert await dialling is DialOutcome.ANSWERED
            assert call.gone is not None and call.gone.kind is kind
            with pytest.raises(CallLost):
                await one.play(HELLO)


class TestLeaving:
    @pytest.mark.parametrize("what", ["play", "read", "dial", "queue"])
    async def test_the_caller_leaves_amid_it(self, what: str) -> None:
        async with house() as made:
            one, call, _ = live(made)
            work: dict[str, Any] = {
                "play": lambda: one.play(HELLO),
                "read": lambda: one.read_digits(count=1, patience=10),
                "dial": lambda: one.dial(ALL),
                "queue": lambda: one.queue(SALES),
            }
            task = doing(made, call, work[what]())
            await moment()
            made.caller.acknowledges()
            made.caller.cancels()
            made.caller.hangs_up()
            with pytest.raises(CallerLeft):
                await task
            with pytest.raises(CallerLeft):
                await one.play(HELLO)
            assert made.occupancy.taken() == ()

    @pytest.mark.parametrize("way", ["dial", "queue"])
    async def test_a_conversation_the_caller_ends_was_one_all_the_same(self, way: str) -> None:
        async with house() as made:
            one, call, _ = live(made)
            task = doing(
                made,
                call,
                one.dial(ALL) if way == "dial" else one.queue(SALES),
            )
            await moment()
            made.phone("101").answers()
            await moment()
            made.caller.acknowledges()
            made.caller.hangs_up()
            assert await task in (DialOutcome.ANSWERED, QueueExit(QueueOutcome.ANSWERED))
            with pytest.raises(CallerLeft):
                await one.play(HELLO)
            assert not made.occupancy.is_taken(ANNA)

    async def test_a_lost_worker_is_not_the_callers_wish(self) -> None:
        async with house() as made:
            one, call, _ = live(made)
            task = doing(made, call, one.play(HELLO))
            await moment()
            made.media.lose_worker()
            with pytest.raises(CallLost) as caught:
                await task
            assert caught.value.cause.kind is CauseKind.MEDIA_LOST

    async def test_a_stopping_server_is_no_leaving(self) -> None:
        async with house() as made:
            one, call, _ = live(made)
            task = doing(made, call, one.play(HELLO))
            await moment()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    async def test_we_hang_up(self) -> None:
        async with house() as made:
            one, call, _ = live(made)
            await one.hang_up(HangUpCause.BUSY)
            await one.hang_up()
            call.dismiss()
            assert made.said("caller") == ["486"]
            with pytest.raises(CallLost):
                await one.play(HELLO)


class TestQueue:
    async def test_the_queue_lets_go_of_who_waited_too_long(self) -> None:
        async with house() as made:
            made.registrar.remove(ANNA)
            made.registrar.remove("acme-102")
            one, _, _ = live(made)
            assert await one.queue(SALES) == (QueueOutcome.OVERFLOW, "")
            assert asyncio.get_running_loop().time() == pytest.approx(60, abs=0.1)

    async def test_what_the_queue_did_is_in_the_trace(self) -> None:
        async with house() as made:
            one, call, trace = live(made)
            task = doing(made, call, one.queue(SALES))
            await moment()
            made.phone("101").answers()
            await moment()
            made.phone("101").hangs_up()
            assert await task == QueueExit(QueueOutcome.ANSWERED)
            steps = trace.entries[0].facts["steps"]
            assert [step["rung"] for step in steps if "rung" in step] == [["101", "102"]]
            assert [step["answered"] for step in steps if "answered" in step] == ["101"]
