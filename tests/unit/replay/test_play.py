"""A day through the real engine on a virtual clock."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from math import inf
from random import Random
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringtree.figures.queue_figures import USUAL, queue_figures
from ringtree.figures.visit import Visit
from ringtree.queues.agent import Presence
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.settings import QueueSettings
from ringtree.replay.day import Caller, Change, Day
from ringtree.replay.erlang import erlang_c, mean_wait
from ringtree.replay.play import play

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def queue(*agents: str, **more: object) -> QueueSettings:
    fields = {"key": "sales", "agents": agents, "wrap_up": 0.0, "announce_place": False}
    return QueueSettings(**{**fields, **more})  # type: ignore[arg-type]


def caller(at: float, talk: float = 60, patience: float = inf, **more: object) -> Caller:
    fields = {"id": f"c{at}", "queue": "sales", "at": at, "talk": talk, "patience": patience}
    return Caller(**{**fields, **more})  # type: ignore[arg-type]


def day(*callers: Caller, **more: object) -> Day:
    return Day(start=NOON, callers=callers, **more)  # type: ignore[arg-type]


def waits(found: list[Visit]) -> list[float]:
    return [visit.waited for visit in found]


def test_callers_wait_for_the_agent_in_their_order() -> None:
    found = play(day(caller(0), caller(10), caller(20), pickups=(4.0,)), [queue("101")])
    assert [one.outcome for one in found] == [QueueOutcome.ANSWERED] * 3
    assert waits(found) == [4, 58, 112]  # each is picked up after 4 s and talks for 60
    assert [one.talked for one in found] == [60, 60, 60]


def test_patience_ends_by_hanging_up_or_by_a_key() -> None:
    two = day(caller(0), caller(1, patience=10), caller(2, patience=5, by_key=True), pickups=(0.0,))
    found = {one.call: one.outcome for one in play(two, [queue("101")])}
    assert found == {
        "c0": QueueOutcome.ANSWERED,
        "c1": QueueOutcome.ABANDONED,
        "c2": QueueOutcome.KEY_EXIT,
    }


def test_agents_come_go_and_have_other_calls() -> None:
    changes = (
        Change(at=0, extension="101", presence=Presence.LOGGED_OUT),
        Change(at=0, extension="102", is_taken=True),
        Change(at=30, extension="102", is_taken=False),
        Change(at=50, extension="101", presence=Presence.READY),
    )
    found = play(
        day(caller(10, 600), caller(11), changes=changes, pickups=(0.0,)), [queue("101", "102")]
    )
    assert {one.agent: one.waited for one in found} == {"102": 20, "101": 39}


def test_an_agent_who_never_answers_is_rung_and_passed_over() -> None:
    one = day(caller(0), answers={"101": 0.0}, pickups=(2.0,))
    (found,) = play(one, [queue("101", "102", strategy="longest_idle", ring_time=15)])
    assert (found.agent, found.waited) == ("102", 17)


def test_the_same_seed_plays_the_same_day() -> None:
    chance = Random(7)
    many = day(
        *(caller(chance.uniform(0, 900), chance.uniform(5, 90), 60) for _ in range(60)),
        answers={"101": 0.5},
        pickups=(1.0, 3.0, 7.0),
    )
    first = play(many, [queue("101", "102")], seed=3)
    assert first == play(many, [queue("101", "102")], seed=3)
    assert first != play(many, [queue("101", "102")], seed=4)


def test_it_agrees_with_erlang_c_where_erlang_c_is_right() -> None:
    """Random arrivals, exponential talk, endless patience, ten agents who pick up at once."""
    chance, at, callers = Random(11), 0.0, []
    for _ in range(6_000):
        at += chance.expovariate(8 / 180)
        callers.append(caller(at, chance.expovariate(1 / 180)))
    found = play(day(*callers, pickups=(0.0,)), [queue(*map(str, range(10)))])
    theirs = sorted(waits(found))
    assert mean(one > 0.001 for one in theirs) == pytest.approx(erlang_c(8, 10), rel=0.15)
    assert mean(theirs) == pytest.approx(mean_wait(8, 10, 180), rel=0.3)


arrivals = st.lists(
    st.builds(
        caller,
        st.floats(0, 600),
        st.floats(0, 200),
        st.one_of(st.just(inf), st.floats(0, 300)),
        id=st.uuids().map(str),
    ),
    max_size=25,
)
presences = st.lists(
    st.builds(
        Change,
        at=st.floats(0, 600),
        extension=st.sampled_from(["101", "102"]),
        presence=st.sampled_from(list(Presence)),
        is_taken=st.one_of(st.none(), st.booleans()),
    ),
    max_size=8,
).map(lambda changes: tuple(sorted(changes, key=lambda one: one.at)))


@settings(max_examples=60)
@given(arrivals, presences, st.sampled_from(["ring_all", "longest_idle"]))
def test_everybody_leaves_once_and_no_agent_talks_twice(
    callers: list[Caller], changes: tuple[Change, ...], strategy: str
) -> None:
    one = day(*callers, changes=changes, answers={"101": 0.6}, pickups=(1.0, 5.0, 40.0))
    found = play(one, [queue("101", "102", strategy=strategy, max_wait=120.0)], seed=1)
    assert sorted(visit.call for visit in found) == sorted(caller.id for caller in callers)
    assert queue_figures(found, USUAL).is_conserved
    for agent in ("101", "102"):
        talks = sorted((visit.answered, visit.talked) for visit in found if visit.agent == agent)
        for (began, talked), (after, _) in pairwise(talks):
            assert began is not None
            assert after is not None
            assert (after - began).total_seconds() >= talked - 1e-3
