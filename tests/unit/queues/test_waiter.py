"""One caller in a queue: music, places, and phones that ring, by the engine's decisions."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from ringtree.company.prompt import spoken
from ringtree.queues.decisions import (
    Announce,
    Connect,
    Leave,
    Remind,
)
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.waiter import BETWEEN_KEYS, Waiter
from tests.unit.calls.fakes import FILE, FakeMediaLeg
from tests.unit.calls.house import ANNA, house, moment
from tests.unit.queues.waiter_story import RING, RUSSIAN, Story

pytestmark = pytest.mark.looptime


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
