"""On which terms somebody is called back now."""

from __future__ import annotations

from datetime import timedelta

from ringtree.callbacks.terms import Terms
from ringtree.company.callbacks import Callbacks
from ringtree.routing.directory import Directory, Snapshot
from tests.unit.callbacks.callbacks import callback
from tests.unit.callbacks.people import NOON
from tests.unit.calls.house import company

SHIFT = {"weekly": {"monday..friday": "13:00-18:00"}, "timezone": "UTC"}
SALES = {"title": "S", "agents": ["101"], "callbacks": {"hours": "shift", "attempts": 2}}


def terms() -> Terms:
    directory = Directory()
    published = company(schedules={"shift": SHIFT}, queues={"sales": SALES}, trees={}, numbers=[])
    directory.publish(Snapshot(published, 1))
    return Terms(directory, lambda: NOON)


def test_they_are_the_queues_as_published() -> None:
    assert terms().of(callback()).attempts == 2
    assert terms().of(callback(queue="gone")) == Callbacks()
    assert terms().of(callback(company="gone")) == Callbacks()


def test_people_are_called_within_the_hours_and_only_so_long() -> None:
    one = terms()
    assert one.first(callback()) == NOON + timedelta(hours=1)
    assert one.next(callback()) == NOON + timedelta(hours=1)
    assert one.next(callback(attempts=1)) is None
    assert one.first(callback(queue="gone")) == NOON
    assert one.left(callback()) == 86_400
