"""Callbacks as a replay takes them."""

from __future__ import annotations

from datetime import timedelta

from ringtree.callbacks.callback import CallbackState
from ringtree.callbacks.promised import calling_hours, promises
from ringtree.queues.needs import Needs
from tests.unit.callbacks.callbacks import callback
from tests.unit.callbacks.people import NOON
from tests.unit.calls.house import company

SHIFT = {"shift": {"weekly": {"monday..friday": "09:00-13:00"}, "timezone": "UTC"}}
ACME = company(
    schedules=SHIFT,
    queues={
        "sales": {"title": "S", "agents": ["101"], "callbacks": {"hours": "shift", "spacing": 60}},
        "help": {"title": "H", "agents": ["101"], "callbacks": {"keep": 600}},
    },
    trees={},
    numbers=[],
)


def test_what_became_of_them_is_known_or_not() -> None:
    states = {
        "reached": callback(state=CallbackState.REACHED, attempts=1),
        "unreached": callback(state=CallbackState.UNREACHED, attempts=3),
        "too old": callback(state=CallbackState.UNREACHED),
        "resumed": callback(state=CallbackState.RESUMED, attempts=1),
    }
    found = {name: promises([one], ACME, NOON)[0] for name, one in states.items()}
    assert {name: (one.failures, one.was_reached) for name, one in found.items()} == {
        "reached": (1, True),
        "unreached": (3, False),
        "too old": (0, None),
        "resumed": (1, None),
    }


def test_the_terms_are_the_queues_and_times_count_from_the_day() -> None:
    needs = Needs(priority=1)
    one = callback(queue="help", by="c1", needs=needs).ended_as(
        CallbackState.CANCELLED, NOON + timedelta(seconds=90)
    )
    (found,) = promises([one, callback(queue="gone")], ACME, NOON - timedelta(hours=1))
    assert (found.at, found.until, found.ended) == (3600, 4200, 3690)
    assert (found.by, found.needs, found.attempts, found.spacing) == ("c1", needs, 3, 300)
    yesterday = NOON + timedelta(minutes=5)
    assert promises([one], ACME, yesterday)[0].at == 0


def test_the_hours_are_those_of_the_queues() -> None:
    may_call = calling_hours(ACME, NOON)
    assert may_call("sales", 0.0) == 0.0
    assert may_call("sales", 3600.0) == 21 * 3600.0
    assert may_call("help", 3600.0) == 3600.0
