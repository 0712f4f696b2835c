from __future__ import annotations

import json

from ringtree.queues.agent import Activity
from ringtree.queues.engine import QueueEngine
from ringtree.queues.entry import EntryKind
from ringtree.queues.outcome import QueueOutcome
from tests.unit.queues.story import (
    Story,
    after,
    announces,
    answers,
    connects,
    conversation_ends,
    is_in_another_call,
    joins,
    leaves,
    queue,
    rings,
)

ANNA, BORIS, VERA = "+79161111111", "+79162222222", "+79163333333"


def crash(story: Story, away: float = 10.0, start: float = 5.0) -> Story:
    """The process dies; another, with a clock of its own, takes up what was written down."""
    state = json.loads(json.dumps(story.engine.snapshot(story.now)))
    again = Story(*story.queues.values(), now=start)
    again.now = start
    again.engine.restore(state, start, away=away)
    again.carry_out()
    return again


def waiting_callers() -> Story:
    return (
        Story(queue("sales", "101", return_within=120, announce_place=True), now=1000.0)
        >> is_in_another_call("101")
        >> joins("anna", number=ANNA) << announces("anna", 1)
        >> joins("boris", number=BORIS) << announces("boris", 2)
        >> joins("vera") << announces("vera", 3)
        >> after(30)
    )  # fmt: skip


def test_who_calls_again_after_a_crash_has_the_place_back():
    story = crash(waiting_callers()) >> is_in_another_call("101")
    story >> joins("gleb") << announces("gleb", 1)
    story >> joins("boris2", number=BORIS) << announces("boris2", 1, is_kept=True)
    (story >> joins("anna2", number=ANNA) << announces("anna2", 1, is_kept=True)).done()
    assert story.engine.waiting("sales") == ("anna2", "boris2", "gleb")


def test_and_not_for_ever():
    story = crash(waiting_callers()) >> is_in_another_call("101") >> after(121)
    (story >> joins("anna2", number=ANNA) << announces("anna2", 1)).done()


def test_a_placeholder_waits_on_at_its_place_and_no_sooner_than_it_was_to():
    story = Story(queue("sales", "101"), now=1000.0) >> is_in_another_call("101")
    story >> joins("later", kind=EntryKind.PLACEHOLDER, number=ANNA)
    story.engine.postpone("later", story.now + 60, story.now)
    story >> joins("held", kind=EntryKind.PLACEHOLDER, number=VERA) >> after(20)
    again = crash(story, away=10.0)
    again << rings("101", caller="held")
    assert again.engine.waiting("sales") == ("later", "held")
    again >> answers("101") << connects("held", "101")
    again >> conversation_ends("held") << leaves("held", QueueOutcome.ANSWERED)
    again >> after(29.9)
    (again >> after(0.1) << rings("101", caller="later")).done()


def test_a_wrap_up_goes_on_until_it_was_to_end():
    story = Story(queue("sales", "101", wrap_up=60), now=1000.0)
    story >> joins("anna") << rings("101", caller="anna")
    story >> answers("101") << connects("anna", "101") >> after(30)
    story >> conversation_ends("anna") << leaves("anna", QueueOutcome.ANSWERED) >> after(20)
    again = crash(story, away=15.0)
    assert again.engine._floor.agents["101"].activity is Activity.WRAP_UP
    again >> joins("boris") >> after(24.9)
    (again >> after(0.1) << rings("101", caller="boris")).done()


def test_what_strategies_and_estimates_go_by_is_not_forgotten():
    story = Story(queue("sales", "101", "102", wrap_up=0, strategy="round_robin"), now=1000.0)
    story >> joins("anna", number=ANNA) << rings("101", caller="anna")
    story >> answers("101") << connects("anna", "101") >> after(30)
    story >> conversation_ends("anna") << leaves("anna", QueueOutcome.ANSWERED) >> after(7)
    again = crash(story)
    before, found = (one.engine._floor.queues["sales"] for one in (story, again))
    assert (found.standings, found.handling, found.waits, found.last) == (
        before.standings, before.handling, before.waits, before.last
    )  # fmt: skip
    assert again.engine._floor.known == {ANNA: ("101", 5.0 - 10 - 7)}
    (again >> joins("boris") << rings("102", caller="boris")).done()


def test_who_talked_at_the_time_has_no_place_to_come_back_to():
    story = Story(queue("sales", "101"), now=1000.0)
    story >> joins("anna", number=ANNA) << rings("101", caller="anna")
    story >> answers("101") << connects("anna", "101") >> after(30)
    again = crash(story) >> is_in_another_call("101") >> joins("boris")
    (again >> joins("anna2", number=ANNA)).done()
    assert again.engine.waiting("sales") == ("boris", "anna2")


def test_a_snapshot_of_other_queues_or_of_another_version_does_no_harm():
    state = waiting_callers().engine.snapshot(1030.0)
    engine = QueueEngine()
    engine.configure([queue("support", "201")], 0.0)
    engine.restore(state, 0.0)
    engine.restore({"version": 0}, 0.0)
    assert engine.waiting("support") == ()
