from __future__ import annotations

from ringtree.queues.agent import Presence
from ringtree.queues.candidate import Reason
from ringtree.queues.eligibility import barrier, next_change
from ringtree.queues.settings import Terms
from tests.unit.queues.story import Story, after, joins, queue, refuses, rings, says

TIERS = {"102": Terms(tier=2), "103": Terms(tier=3)}


def tiered(**settings) -> Story:
    found = {"terms": TIERS, "tiers": {2: 30, 3: 60}, **settings}
    return Story(queue("sales", "101", "102", "103", ring_time=300, **found))


def keeps(story: Story, extension: str, caller: str = "anna"):
    floor = story.engine._floor
    return barrier(floor.agents[extension], floor.entries[caller], floor.known, story.now)


def test_a_higher_tier_helps_once_a_caller_has_waited_and_the_place_is_kept():
    story = tiered() >> joins("anna") << rings("101", caller="anna")
    story >> joins("boris") >> joins("vera")
    story >> after(29.9)
    story >> after(0.1) << rings("102", caller="boris")
    story >> after(29.9)
    (story >> after(0.1) << rings("103", caller="vera")).done()
    assert story.engine.waiting("sales") == ("anna", "boris", "vera")


def test_a_tier_helps_at_once_when_nobody_of_the_lower_ones_is_on_duty():
    story = tiered() >> says("101", Presence.LOGGED_OUT)
    (story >> joins("anna") << rings("102", caller="anna")).done()


def test_a_tier_steps_in_the_moment_the_last_of_the_lower_one_goes():
    story = tiered() >> joins("anna") << rings("101", caller="anna")
    story >> joins("boris") >> after(5)
    assert keeps(story, "102", "boris")[:3] == (Reason.TIER, 25.0, "2")
    story >> refuses("101") >> after(1) << rings("101", caller="boris")


def test_without_a_time_of_its_own_a_tier_helps_at_once_but_after_the_lower_ones():
    story = Story(queue("sales", "101", "102", terms=TIERS))
    (story >> joins("anna") << rings("101", caller="anna")
        >> joins("boris") << rings("102", caller="boris")).done()  # fmt: skip


def test_what_is_missing_is_told_with_the_level_that_is_needed_by_now():
    story = Story(queue("sales", "101", required={"tax": 3}, relax_every=10))
    story >> joins("anna") >> after(12)
    assert keeps(story, "101") == (Reason.SKILL, None, "tax", 2)


def test_the_next_moment_at_which_more_may_be_rung_is_known():
    story = tiered(required={"tax": 2}, relax_every=25) >> joins("anna")
    entry = story.engine._floor.entries["anna"]
    assert [next_change(entry, at) for at in (0.0, 25.0, 30.0, 50.0, 60.0)] == [
        25.0, 30.0, 50.0, 60.0, None
    ]  # fmt: skip
