"""Callbacks in a play: held, tried, and led to the agents as they are live."""

from __future__ import annotations

from math import inf

import pytest

from ringtree.figures.visit import Visit
from ringtree.queues.agent import Presence
from ringtree.queues.needs import Needs
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.settings import CallBackFirst
from ringtree.replay.calling_back import MayCall, at_any_time
from ringtree.replay.day import Change
from ringtree.replay.play import play
from ringtree.replay.promises import Promise, Reach
from tests.unit.replay.test_play import caller, day, queue

ANNA = "+79161111111"
REACH = Reach(share=1.0, seconds=(10.0,), failing=(30.0,))


def promise(at: float = 0.0, **more: object) -> Promise:
    fields = {"id": "p", "queue": "sales", "number": ANNA, "at": at, "talk": 60.0}
    return Promise(**{**fields, **more})  # type: ignore[arg-type]


def played(
    *promises: Promise,
    first: CallBackFirst = CallBackFirst.CALLER,
    callers: tuple = (),
    changes: tuple[Change, ...] = (),
    may_call: MayCall = at_any_time,
) -> list[Visit]:
    one = day(*callers, promises=promises, reach=REACH, pickups=(4.0,), changes=changes)
    return play(one, [queue("101", callback_first=first)], may_call=may_call)


def test_the_caller_first_waits_at_the_kept_place() -> None:
    found = played(promise(), callers=(caller(1),))
    # The agent serves whoever waits on the line while the other is called; then it is his turn.
    assert [(one.is_callback, one.joined.second) for one in found] == [(False, 1), (True, 10)]
    assert [one.outcome for one in found] == [QueueOutcome.ANSWERED] * 2
    assert found[1].waited == pytest.approx(59)  # from 10 s to 65 s, and 4 s of ringing


def test_the_agent_first_waits_for_the_caller() -> None:
    (found,) = played(promise(), first=CallBackFirst.AGENT)
    assert (found.agent, found.waited, found.held, found.talked) == ("101", 0, 10, 60)


@pytest.mark.parametrize("first", CallBackFirst)
def test_who_was_not_reached_is_tried_again_as_often_as_the_queue_allows(first) -> None:
    again = promise(failures=2, was_reached=True, spacing=100)
    (found,) = played(again, first=first)
    assert found.outcome is QueueOutcome.ANSWERED
    assert found.joined.minute * 60 + found.joined.second >= 2 * 130
    assert played(promise(failures=3, was_reached=True), first=first) == []
    assert played(promise(was_reached=False), first=first) == []


def test_who_calls_again_has_the_place_and_is_not_called() -> None:
    away = (
        Change(at=0, extension="101", presence=Presence.LOGGED_OUT),
        Change(at=50, extension="101", presence=Presence.READY),
    )
    others = (caller(10), caller(20, number=ANNA))
    found = played(promise(), callers=others, changes=away)
    assert [one.call for one in found] == ["c20", "c10"]


def test_nobody_is_called_outside_the_hours_or_when_it_is_too_late() -> None:
    (found,) = played(promise(), may_call=lambda _, at: max(at, 600.0))
    assert found.joined.minute == 10
    assert played(promise(until=300.0), may_call=lambda _, at: max(at, 600.0)) == []
    assert played(promise(until=300.0), may_call=lambda _, at: None) == []
    assert played(promise(ended=0.0)) == []


def test_taken_back_while_an_agent_waits_the_agent_is_free_again() -> None:
    taken_back = promise(ended=8.0)
    (found,) = played(taken_back, first=CallBackFirst.AGENT, callers=(caller(5, patience=inf),))
    assert (found.call, found.agent) == ("c5", "101")


def test_who_is_answered_before_the_key_asks_for_nothing() -> None:
    asking = caller(0, patience=30, by_key=True, promise=promise(35), asks_after=5.0)
    alone = played(callers=(asking,))
    assert [(one.outcome, one.is_callback) for one in alone] == [(QueueOutcome.ANSWERED, False)]
    busy = (
        Change(at=0, extension="101", is_taken=True),
        Change(at=100, extension="101", is_taken=False),
    )
    found = played(callers=(asking, caller(1)), changes=busy)
    assert [one.outcome for one in found] == [
        QueueOutcome.KEY_EXIT, QueueOutcome.ANSWERED, QueueOutcome.ANSWERED
    ]  # fmt: skip
    assert [one.is_callback for one in found] == [False, False, True]


def test_priority_and_acquaintance_count_as_they_did() -> None:
    busy = (
        Change(at=0, extension="101", is_taken=True),
        Change(at=60, extension="101", is_taken=False),
    )
    vip = caller(2, needs=Needs(priority=1))
    found = played(callers=(caller(1), vip), changes=busy)
    assert [one.call for one in found] == ["c2", "c1"]
    one = day(caller(0, number=ANNA), known=((ANNA, "102", -60.0),), pickups=(0.0,))
    (visit,) = play(one, [queue("101", "102", strategy="sticky")])
    assert visit.agent == "102"
