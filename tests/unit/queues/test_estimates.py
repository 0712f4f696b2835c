from __future__ import annotations

import pytest

from ringtree.queues.estimates import NEAR, Estimates, opening
from ringtree.queues.settings import Terms
from tests.unit.queues.story import Story, is_in_another_call, joins, queue, unregisters


def estimate(story: Story, place: int, key: str = "sales") -> float | None:
    return Estimates(story.engine._floor, story.now).of_place(
        story.engine._floor.queues[key], place
    )


def seen(story: Story, *seconds: float, key: str = "sales") -> Story:
    story.engine._floor.queues[key].handling.extend(seconds)
    return story


def everybody_busy(agents: int, waiting: int, **settings) -> Story:
    names = [f"1{number:02}" for number in range(agents)]
    story = Story(queue("sales", *names, max_wait=None, **settings))
    for name in names:
        story >> is_in_another_call(name)
    for number in range(waiting):
        story >> joins(f"caller{number}")
    return story


def test_nothing_is_estimated_without_conversations_to_go_by():
    story = everybody_busy(1, 1)
    assert estimate(story, 1) is None
    assert estimate(seen(story, *[60.0] * 4), 1) is None
    assert estimate(seen(story, 60.0), 1) is not None


def test_nothing_is_estimated_when_nobody_serves():
    story = seen(everybody_busy(1, 1), *[60.0] * 9) >> unregisters("100")
    assert estimate(story, 1) is None


def test_a_place_further_back_waits_longer_and_more_agents_shorten_it():
    few, many = everybody_busy(2, 6), everybody_busy(4, 6)
    times = [30.0, 60.0, 90.0, 120.0, 150.0]
    first = [estimate(seen(few, *times), place) for place in range(1, 8)]
    assert first == sorted(first) and first[0] < first[-1]
    assert estimate(seen(many, *times), 6) < first[5]


def test_with_constant_times_the_wait_is_what_it_must_be():
    story = seen(everybody_busy(1, 4), *[100.0] * 10)
    assert [estimate(story, place) for place in (1, 2, 3, 5)] == [100.0, 200.0, 300.0, 500.0]


def test_far_from_the_head_the_formula_goes_on_where_the_simulation_ends():
    story = seen(everybody_busy(5, NEAR + 40), *[50.0, 100.0, 150.0] * 5)
    near, far = estimate(story, NEAR), estimate(story, NEAR + 1)
    assert 0.8 < far / near < 1.25
    assert estimate(story, NEAR + 40) == pytest.approx((NEAR + 40) * 20, rel=0.25)


def test_callers_who_give_up_make_the_wait_of_the_others_shorter():
    patient = seen(everybody_busy(2, 60), *[100.0] * 9)
    impatient = seen(everybody_busy(2, 60), *[100.0] * 9)
    impatient.engine._floor.queues["sales"].waits.extend([(100.0, True)] * 20)
    for place in (20, 60):
        assert estimate(impatient, place) < 0.9 * estimate(patient, place)


def test_agents_shared_with_a_busier_queue_count_for_less():
    alone = seen(everybody_busy(2, 4), *[100.0] * 9)
    both = Story(
        queue("sales", "100", "101", max_wait=None),
        queue("vip", "100", "101", max_wait=None, head_start=600),
    )
    both >> is_in_another_call("100") >> is_in_another_call("101")
    for number in range(4):
        both >> joins(f"s{number}") >> joins(f"v{number}", "vip")
    seen(seen(both, *[100.0] * 9), *[100.0] * 9, key="vip")
    assert estimate(both, 4) > 1.5 * estimate(alone, 4)


def test_an_agent_of_a_later_tier_opens_when_it_does():
    story = everybody_busy(2, 1, terms={"101": Terms(tier=2)}, tiers={2: 90})
    floor = story.engine._floor
    entry = floor.entries["caller0"]
    assert opening(entry, floor.agents["101"], 30.0) == 60.0
    assert opening(entry, floor.agents["100"], 30.0) == 0.0
