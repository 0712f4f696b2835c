"""The phones that ring for one caller: who answers, refuses, must accept, and falls silent."""

from __future__ import annotations

from typing import Any, cast

import pytest

from ringtree.media.plane import DigitPressed
from ringtree.queues.decisions import (
    Connect,
    Leave,
    RefusalCause,
    ReleaseAgent,
    Ring,
    StopReason,
    StopRinging,
)
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.rings import ACCEPT_LIMIT
from ringtree.sip.dialog.call_states import Input
from tests.unit.calls.fakes import FakeMediaLeg
from tests.unit.calls.house import ANNA, House, house, moment
from tests.unit.queues.waiter_story import MOBILE, OUTSIDE, RING, Story

pytestmark = pytest.mark.looptime


class TestAgentOutside:
    RING = Ring("o1", "c1", (MOBILE,), 20.0, (), "longest_idle")

    async def answered(self, made: House, **settings: Any) -> Story:
        story = await Story(made, outside=OUTSIDE, **settings).begin()
        await story.decide(self.RING)
        made.phone(MOBILE).answers()
        await moment()
        return story

    def media_of(self, story: Story) -> FakeMediaLeg:
        ((_, attempt),) = story.waiter._rings.attempts.items()
        return cast(FakeMediaLeg, attempt.leg.media)

    async def test_wins_only_by_pressing_1(self) -> None:
        async with house() as made:
            story = await self.answered(made)
            assert story.told == []
            self.media_of(story).tell(DigitPressed("1", 100))
            await moment()
            assert story.told == [("answered", "o1", MOBILE)]
            await story.decide(Connect("c1", "o1", MOBILE))
            assert (await story.waiting).winner is not None

    async def test_a_mailbox_that_presses_nothing_does_not_win_the_caller(self) -> None:
        async with house() as made:
            story = await self.answered(made)
            await moment(ACCEPT_LIMIT + 0.1)
            assert story.told == [("refused", "o1", MOBILE, RefusalCause.NO_ANSWER)]

    async def test_another_key_refuses_and_a_stop_ends_the_question(self) -> None:
        async with house() as made:
            story = await self.answered(made)
            self.media_of(story).tell(DigitPressed("5", 100))
            await moment()
            assert story.told == [("refused", "o1", MOBILE, RefusalCause.DECLINED)]
        async with house() as made:
            story = await self.answered(made)
            await story.decide(StopRinging("o1", "c1", MOBILE, StopReason.CALLER_LEFT))
            assert story.told == [] and not story.waiter._rings._asking
            assert made.said(MOBILE)[-1] == "BYE"

    async def test_need_not_be_asked(self) -> None:
        async with house() as made:
            story = await self.answered(made, accept=False)
            assert story.told == [("answered", "o1", MOBILE)]

    async def test_a_number_that_cannot_be_reached_is_told_at_once(self) -> None:
        async with house() as made:
            story = await Story(made).begin()
            await story.decide(self.RING)
            assert story.told == [("refused", "o1", MOBILE, RefusalCause.FAILED)]


class TestRinging:
    async def test_phones_ring_and_one_answers(self) -> None:
        async with house() as made:
            story = await Story(made).begin()
            await story.decide(RING)
            assert story.steps == [{"rung": ["101", "102"], "strategy": "ring_all", "why": []}]
            made.phone("101").answers()
            assert story.told == [("answered", "o1", "101")]
            await story.decide(
                Connect("c1", "o1", "101"),
                StopRinging("o1", "c1", "102", StopReason.ANSWERED_ELSEWHERE),
            )
            result = await story.waiting
            assert result.winner is not None and result.winner.target.label == "101"
            reason = made.phone("102").reason_header
            assert reason is not None and "elsewhere" in reason

    async def test_two_answer_and_the_later_is_let_go(self) -> None:
        async with house() as made:
            story = await Story(made).begin()
            await story.decide(RING)
            made.phone("101").answers()
            made.phone("102").answers()
            await story.decide(Connect("c1", "o1", "101"), ReleaseAgent("o1", "c1", "102"))
            assert made.said("102")[-1] == "BYE"
            assert made.occupancy.taken() == (ANNA,)

    async def test_stopped_before_its_ring_was_carried_out_a_phone_never_rings(self) -> None:
        async with house() as made:
            story = await Story(made).begin()
            await story.decide(RING, StopRinging("o1", "c1", "101", StopReason.NOT_READY))
            assert made.endpoint.to("101") == []
            assert made.said("102") == ["INVITE"]
            await story.decide(Ring("o2", "c1", ("101",), 10.0, (), "ring_all"))
            assert made.said("101") == ["INVITE"]  # another offer is another matter

    async def test_nobody_rings_for_who_was_let_go_meanwhile(self) -> None:
        async with house() as made:
            story = await Story(made).begin()
            await story.decide(RING, Leave("c1", QueueOutcome.CLOSED))
            await story.waiting
            assert made.endpoint.to("101") == []

    @pytest.mark.parametrize(
        ("status", "why"),
        [
            (486, RefusalCause.DECLINED),
            (603, RefusalCause.DECLINED),
            (480, RefusalCause.UNREACHABLE),
            (487, RefusalCause.NO_ANSWER),
            (488, RefusalCause.FAILED),
            (500, RefusalCause.FAILED),
        ],
    )
    async def test_a_refusal_is_told_as_what_it_is(self, status: int, why: RefusalCause) -> None:
        async with house() as made:
            story = await Story(made).begin()
            await story.decide(RING)
            made.phone("101").refuses(status)
            assert story.told == [("refused", "o1", "101", why)]
            assert story.steps[-1]["refused"] == "101"
            assert story.call.timeline.record.legs[0].party == "101"
            await story.decide(StopRinging("o1", "c1", "102", StopReason.CALLER_LEFT))

    async def test_who_was_taken_meanwhile_is_busy_and_who_is_gone_unreachable(self) -> None:
        async with house() as made:
            story = await Story(made).begin()
            made.occupancy.occupy(ANNA, "quicker")
            made.registrar.remove("acme-102")
            await story.decide(RING)
            assert story.told == [
                ("refused", "o1", "101", RefusalCause.BUSY),
                ("refused", "o1", "102", RefusalCause.UNREACHABLE),
            ]

    async def test_a_phone_that_does_not_respond_is_unreachable(self) -> None:
        async with house() as made:
            story = await Story(made).begin()
            await story.decide(RING)
            made.phone("101").hears(Input.TIMEOUT)
            assert story.told == [("refused", "o1", "101", RefusalCause.UNREACHABLE)]

    async def test_who_let_it_ring_is_in_the_record(self) -> None:
        async with house() as made:
            story = await Story(made).begin()
            await story.decide(RING)
            await story.decide(StopRinging("o1", "c1", "101", StopReason.NO_ANSWER))
            (leg,) = story.call.timeline.record.legs
            assert (leg.party, leg.termination.q850) == ("101", 19)
            assert story.steps[-1] == {"stopped": "101", "reason": "no_answer"}

    async def test_only_the_time_while_phones_ring_counts_as_ringing(self) -> None:
        async with house() as made:
            story = await Story(made).begin()
            await story.decide(RING)
            await moment(3.9)
            made.phone("101").refuses(486)
            made.phone("102").refuses(486)
            await moment(30)
            await story.decide(Ring("o2", "c1", ("101",), 10.0, (), "ring_all"))
            await moment(1.9)
            await story.decide(StopRinging("o2", "c1", "101", StopReason.CALLER_LEFT))
            watch = story.call.timeline.ringing
            assert watch.total == pytest.approx(6, abs=0.1)

    async def test_without_a_port_nobody_is_rung_and_the_engine_may_try_again(self) -> None:
        async with house() as made:
            story = await Story(made).begin()
            made.media.ports = 1
            await story.decide(RING, StopRinging("o1", "c1", "102", StopReason.REMOVED))
            assert story.told == [("refused", "o1", "101", RefusalCause.FAILED)]
            assert not story.waiting.done()
            made.media.ports = 2
            await story.decide(Ring("o2", "c1", ("101",), 10.0, (), "ring_all"))
            assert made.said("101") == ["INVITE"]

    async def test_an_agent_who_hung_up_before_the_connection_is_reported(self) -> None:
        async with house() as made:
            story = await Story(made).begin()
            await story.decide(RING)
            made.phone("101").answers()
            made.phone("101").hangs_up()
            await story.decide(Connect("c1", "o1", "101"))
            assert story.told[-1] == ("lost", story.call.id)
            assert not made.occupancy.is_taken(ANNA)
            assert not story.waiting.done()

    @pytest.mark.parametrize("is_answered", [True, False])
    async def test_when_the_caller_leaves_nobody_keeps_ringing_or_talking(
        self, is_answered: bool
    ) -> None:
        async with house() as made:
            story = await Story(made).begin()
            await story.decide(RING)
            if is_answered:
                made.phone("101").answers()
                story.waiter.on_decision(Connect("c1", "o1", "101"))
            story.waiter.stop()
            assert all(made.phone(one).is_given_up for one in ("101", "102"))
            assert made.occupancy.taken() == ()

    async def test_ringing_of_an_attempt_is_nothing_to_the_engine(self) -> None:
        async with house() as made:
            story = await Story(made).begin()
            await story.decide(RING)
            made.phone("101").rings()
            assert story.told == []
