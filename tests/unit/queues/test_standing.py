from __future__ import annotations

from ringtree.queues.agent import Presence
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.standing import Standing
from tests.unit.queues.story import (
    Story,
    after,
    answers,
    connects,
    conversation_ends,
    is_set,
    joins,
    leaves,
    queue,
    rings,
    says,
)


def test_who_comes_on_duty_enters_at_the_minimum_of_those_who_are_there():
    new = Standing()
    new.enter_among([Standing(7, 300.0), Standing(5, 400.0)])
    assert new == Standing(5, 300.0)


def test_who_has_done_more_keeps_it_and_the_first_enters_at_nothing():
    old = Standing(9, 10.0)
    old.enter_among([Standing(5, 300.0)])
    assert old == Standing(9, 300.0)
    first = Standing()
    first.enter_among([])
    assert first == Standing()


def busy_morning(strategy: str) -> Story:
    story = Story(queue("sales", "101", strategy=strategy, wrap_up=0))
    for number in range(3):
        caller = f"caller{number}"
        story >> joins(caller) << rings("101", caller=caller)
        story >> answers("101") << connects(caller, "101") >> after(60)
        story >> conversation_ends(caller) << leaves(caller, QueueOutcome.ANSWERED)
    return story


def test_a_new_agent_is_not_flooded_to_make_up_for_the_morning():
    for strategy in ("fewest_calls", "least_talk_time"):
        story = busy_morning(strategy)
        story >> is_set(agents=("101", "102"))
        standings = story.engine._floor.queues["sales"].standings
        assert standings["102"] == standings["101"] == Standing(3, 180.0)


def test_who_logs_in_again_is_not_flooded_either():
    story = Story(queue("sales", "101", "102", strategy="fewest_calls", wrap_up=0))
    story >> says("102", Presence.LOGGED_OUT)
    standings = story.engine._floor.queues["sales"].standings
    standings["101"].calls = 20
    story >> says("102", Presence.READY)
    assert standings["102"].calls == 20
