"""One caller in a queue: music, places, and phones that ring, by the engine's decisions."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, cast

import pytest

from ringtree.calls.call import Call
from ringtree.calls.target import Target
from ringtree.company.prompt import spoken
from ringtree.media.plane import DigitPressed
from ringtree.queues.decisions import (
    Announce,
    Connect,
    Leave,
    RefusalCause,
    ReleaseAgent,
    Remind,
    Ring,
    StopReason,
    StopRinging,
)
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.wait import QueueResult, Wait
from ringtree.queues.waiter import ACCEPT_LIMIT, BETWEEN_KEYS, Waiter
from ringtree.sip.dialog.call_states import Input
from tests.unit.calls.fakes import FILE, FakeMediaLeg
from tests.unit.calls.house import ANNA, House, house, moment, target

pytestmark = pytest.mark.looptime

RUSSIAN = Wait(queue="sales", language="ru")
RING = Ring("o1", "c1", ("101", "102"), 10.0, (), "ring_all")


class Story:
    """A waiter whose engine is the test; `told` is what the engine would have been told."""

    def __init__(
        self,
        made: House,
        *,
        choices: tuple[str, ...] = (),
        outside: Target | None = None,
        **settings: Any,
    ) -> None:
        self.made = made
        self.told: list[tuple[object, ...]] = []
        self.steps: list[dict[str, Any]] = []
        self.call: Call = made.call()
        self.queue = made.snapshot.company.queues["sales"].model_copy(update=settings)
        wait = Wait(queue="sales", choices=choices, outside=lambda _: outside)
        self.waiter = Waiter(self.call, lambda: self.queue, self, self.note, wait)
        self.call.activity = self.waiter
        self.waiting: asyncio.Task[QueueResult]

    def note(self, **step: Any) -> None:
        self.steps.append(step)

    async def begin(self) -> Story:
        await self.call.answer()
        await self.waiter.begin()
        self.waiting = self.made.tasks.start(self.waiter.run(), name="wait")
        return self

    async def decide(self, *decisions: Any) -> None:
        for decision in decisions:
            self.waiter.on_decision(decision)
        await moment()

    @property
    def media(self) -> FakeMediaLeg:
        return cast(FakeMediaLeg, self.call.caller.media)

    def heard(self) -> list[str]:
        """What was played, in order; "music" with the second it went on at."""
        return [
            f"music {one.start:.1f}" if one.loop else str(one.files[0]) for one in self.media.played
        ]

    # what an engine is told

    def answered(self, offer_id: str, extension: str) -> None:
        self.told.append(("answered", offer_id, extension))

    def refused(self, offer_id: str, extension: str, why: RefusalCause) -> None:
        self.told.append(("refused", offer_id, extension, why))

    def connection_lost(self, entry_id: str) -> None:
        self.told.append(("lost", entry_id))

    def left_by_key(self, entry_id: str) -> None:
        self.told.append(("left by", entry_id))


MOBILE = "+79161234567"
OUTSIDE = target(MOBILE, "203.0.113.1", account=None)


class TestKeys:
    async def pressing(self, story: Story, keys: str) -> None:
        for key in keys:
            story.call.keys.press(key)
            await moment()

    async def test_a_choice_leads_out_of_the_queue(self) -> None:
        async with house() as made:
            story = await Story(made, choices=("1", "23")).begin()
            await self.pressing(story, "2")
            assert story.told == []
            await self.pressing(story, "3")
            assert story.told == [("left by", story.call.id)]
            await story.decide(Leave("c1", QueueOutcome.KEY_EXIT))
            result = await story.waiting
            assert (result.outcome, result.key) == (QueueOutcome.KEY_EXIT, "23")

    async def test_a_short_choice_with_a_longer_one_waits_for_a_moment(self) -> None:
        async with house() as made:
            story = await Story(made, choices=("2", "23")).begin()
            await self.pressing(story, "2")
            await moment(BETWEEN_KEYS + 0.1)
            assert story.told == [("left by", story.call.id)]

    async def test_a_wrong_key_is_said_to_be_one_and_the_music_goes_on(self) -> None:
        async with house() as made:
            story = await Story(made, choices=("1",)).begin()
            await moment(5)
            await self.pressing(story, "7")
            await moment(FILE)
            assert story.heard()[1] == "That is not one of the choices."
            assert story.heard()[-1] == "music 5.0"
            assert story.told == []

    async def test_without_choices_keys_mean_nothing(self) -> None:
        async with house() as made:
            story = await Story(made).begin()
            await self.pressing(story, "123*#")
            assert story.heard() == ["music 0.0"] and story.told == []


class TestWhisper:
    async def test_the_winner_hears_queue_and_wait_before_the_caller_is_connected(self) -> None:
        async with house() as made:
            story = await Story(made, whisper=True).begin()
            await moment(130)
            await story.decide(RING)
            made.phone("101").answers()
            await story.decide(Connect("c1", "o1", "101"))
            assert not story.waiting.done()
            heard = cast(FakeMediaLeg, story.waiter._winner.leg.media).played
            assert str(heard[0].files[0]) == "Sales. Waited two minutes."
            await moment(FILE)
            result = await story.waiting
            assert result.winner is not None

    async def test_who_hangs_up_during_it_does_not_lose_the_caller(self) -> None:
        """asterisk #1557: and everybody else may be rung again."""
        async with house() as made:
            story = await Story(made, whisper=True).begin()
            await story.decide(RING)
            made.phone("101").answers()
            await story.decide(Connect("c1", "o1", "101"))
            made.phone("101").hangs_up()
            await moment()
            assert story.told[-1] == ("lost", story.call.id)
            assert not made.occupancy.is_taken(ANNA) and not story.waiting.done()
            assert story.heard()[-1].startswith("music")


class TestAgentOutside:
    RING = Ring("o1", "c1", (MOBILE,), 20.0, (), "longest_idle")

    async def answered(self, made: House, **settings: Any) -> Story:
        story = await Story(made, outside=OUTSIDE, **settings).begin()
        await story.decide(self.RING)
        made.phone(MOBILE).answers()
        await moment()
        return story

    def media_of(self, story: Story) -> FakeMediaLeg:
        ((_, attempt),) = story.waiter._attempts.items()
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
            assert story.told == [] and not story.waiter._asking
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


class TestHearing:
    async def test_a_greeting_comes_before_the_music_and_is_not_interrupted(self) -> None:
        async with house() as made:
            story = await Story(made, greeting=(spoken("Welcome."),)).begin()
            await story.decide(Announce("c1", 3))
            await moment(2 * FILE)
            assert story.heard() == ["Welcome.", "You are third in the queue.", "music 0.0"]

    async def test_periodic_announcements_are_heard_between_the_music(self) -> None:
        """asterisk #1568: one that comes during another is not lost."""
        async with house() as made:
            story = await Story(made, periodic=(spoken("One."), spoken("Two."))).begin()
            await moment(10)
            await story.decide(Announce("c1", 2, None, 3), Remind("c1", 1))
            await moment(3 * FILE)
            assert story.heard() == [
                "music 0.0",
                "You are second in the queue.",
                "Two.",
                story.heard()[-1],
            ]
            assert story.heard()[-1] == "music 10.0"
            assert story.media.played[1].files[1:] == (
                Path("Your wait will be about three minutes."),
            )

    async def test_music_goes_on_where_the_announcement_cut_it(self) -> None:
        async with house() as made:
            story = await Story(made).begin()
            await moment(20)
            await story.decide(Announce("c1", 3))
            await moment(FILE)
            assert story.heard() == ["music 0.0", "You are third in the queue.", "music 20.0"]
            await moment(9)
            await story.decide(Announce("c1", 2))
            await moment(FILE)
            assert float(story.heard()[-1].split()[1]) == pytest.approx(29, abs=0.3)
            assert story.steps[0] == {"place": 3, "played": ["You are third in the queue."]}

    async def test_what_is_published_meanwhile_holds_for_who_waits(self) -> None:
        async with house() as made:
            story = await Story(made, periodic=(spoken("Old."),)).begin()
            changed = {"music": ("jazz", "blues"), "periodic": (spoken("New."),), "whisper": True}
            story.queue = story.queue.model_copy(update=changed)
            await story.decide(Remind("c1", 0))
            await moment(FILE)
            assert story.heard()[-2:] == ["New.", "music 0.0"]
            assert [str(one) for one in story.media.played[-1].files] == [
                "music jazz",
                "music blues",
            ]
            await story.decide(RING)
            made.phone("101").answers()
            await story.decide(Connect("c1", "o1", "101"))
            assert any("whispered" in step for step in story.steps)

    async def test_of_places_that_change_during_an_announcement_only_the_latest_is_heard(
        self,
    ) -> None:
        async with house() as made:
            story = await Story(made).begin()
            await story.decide(Announce("c1", 5))
            for place in (4, 3, 2):
                await story.decide(Announce("c1", place))
            await moment(FILE * 3)
            assert story.heard() == [
                "music 0.0",
                "You are fifth in the queue.",
                "You are second in the queue.",
                story.heard()[-1],
            ]
            assert story.heard()[-1].startswith("music")

    async def test_a_place_that_cannot_be_spoken_leaves_the_music_playing(self) -> None:
        async with house() as made:
            story = await Story(made).begin()
            made.prompts.is_mute = True
            await story.decide(Announce("c1", 2))
            assert story.heard() == ["music 0.0"]
            assert story.media.playing is not None

    async def test_the_language_is_the_queues_before_the_callers(self) -> None:
        async with house() as made:
            story = Story(made)
            queue = made.snapshot.company.queues["sales"]
            waiter = Waiter(story.call, lambda: queue, story, lambda **_: None, RUSSIAN)
            story.waiter = story.call.activity = waiter
            await story.begin()
            await story.decide(Announce("c1", 1))
            assert story.heard()[-1] == "Вы первый в очереди."

    async def test_when_the_queue_lets_go_it_is_silent(self) -> None:
        async with house() as made:
            story = await Story(made).begin()
            await story.decide(Leave("c1", QueueOutcome.OVERFLOW))
            assert (await story.waiting).outcome is QueueOutcome.OVERFLOW
            assert story.media.playing is None


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
