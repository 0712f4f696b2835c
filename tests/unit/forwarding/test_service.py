"""The book of wishes: in the database before they hold, known to every process."""

from __future__ import annotations

import pytest

from ringtree.events import EventBus
from ringtree.forwarding.rules import NO_WISHES, BadForwarding, Rule, When, Wishes
from ringtree.forwarding.service import ForwardingBook, NoForwarding
from ringtree.storage.changes import touches_since
from ringtree.storage.database import Database
from ringtree.storage.forwardings import TOPIC, Forwardings
from tests.unit.routing.calling import calling

AWAY = NO_WISHES.with_rule(Rule(when=When.ALWAYS, target="202"))


def book(database: Database) -> ForwardingBook:
    return ForwardingBook(Forwardings(database), EventBus())


async def test_another_process_learns_of_a_change(database: Database) -> None:
    here, there = book(database), book(database)
    await there.load(None)
    await here.set(calling(), "201", AWAY, author="201")
    assert here.of("acme", "201") == AWAY and there.of("acme", "201") == NO_WISHES
    (touched,) = await touches_since(database, 0)
    assert (touched.topic, touched.company) == (TOPIC, "acme")
    await there.load("acme")
    assert there.of("acme", "201") == AWAY
    await here.set(calling(), "201", NO_WISHES, author="201")
    await there.load("acme")
    assert there.of("acme", "201") == NO_WISHES
    assert await Forwardings(database).all() == {}


async def test_what_cannot_be_done_changes_nothing(database: Database) -> None:
    here = book(database)
    with pytest.raises(BadForwarding):
        await here.set(
            calling(), "201", Wishes(rules=(Rule(when=When.BUSY, target="9"),)), author="201"
        )
    assert await Forwardings(database).all("acme") == {}


async def test_without_a_book_wishes_are_checked_and_forgotten() -> None:
    nothing = NoForwarding()
    await nothing.set(calling(), "201", AWAY, author="201")
    assert nothing.of("acme", "201") == NO_WISHES
    with pytest.raises(BadForwarding):
        await nothing.set(calling(), "202", AWAY, author="202")  # 202 to 202


async def test_whoever_goes_by_the_wishes_hears_of_each_change_and_of_nothing_else(
    database: Database,
) -> None:
    here, there = book(database), book(database)
    heard: list[tuple[str, str, Wishes]] = []
    there.listeners.append(lambda *told: heard.append(told))
    await there.load(None)
    await here.set(calling(), "201", AWAY, author="201")
    await there.load("acme")
    await there.load("acme")
    await there.load(None)
    assert heard == [("acme", "201", AWAY)]
    await there.set(calling(), "201", NO_WISHES, author="201")
    await there.load(None)
    assert heard[1:] == [("acme", "201", NO_WISHES)]
