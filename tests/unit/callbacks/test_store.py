"""Callbacks in the database."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ringtree.callbacks.callback import CallbackState
from ringtree.callbacks.store import TOPIC, CallbackStore, UnknownCallback
from ringtree.queues.needs import Needs
from ringtree.storage.changes import touches_since
from ringtree.storage.database import Database
from tests.unit.callbacks.callbacks import callback
from tests.unit.callbacks.people import NOON, NUMBER, OTHER


async def test_what_is_open_is_found_in_the_order_it_was_asked_for(database: Database) -> None:
    store = CallbackStore(database)
    late = callback(id="late", number=OTHER, requested=NOON + timedelta(minutes=1))
    await store.keep(late)
    vip = callback(needs=Needs(priority=1, required={"tax": 2}))
    await store.keep(vip)
    await store.keep(callback(id="else", company="other"))
    assert await store.waiting("acme") == [vip, late]
    assert len(await store.waiting()) == 3
    assert await store.find_open("acme", "sales", NUMBER) == vip
    assert await store.find_open("acme", "help", NUMBER) is None
    assert [one.id for one in await store.listing("acme")] == ["late", "one"]
    day = timedelta(days=1)
    assert await store.of_period("acme", NOON, NOON + day) == [vip, late]
    assert await store.of_period("acme", NOON - day, NOON) == []
    await store.keep(late.ended_as(CallbackState.REACHED, NOON + timedelta(hours=1)))
    assert await store.of_period("acme", NOON + day, NOON + 2 * day) == [vip]
    assert (await touches_since(database, 0))[-1].topic == TOPIC


async def test_an_end_is_kept_and_not_cancelled_afterwards(database: Database) -> None:
    store = CallbackStore(database)
    reached = callback().ended_as(CallbackState.REACHED, NOON)
    await store.keep(callback())
    await store.keep(reached)
    assert await store.waiting() == []
    assert await store.cancel("acme", "one", NOON) == reached
    assert await store.listing("acme", state=CallbackState.CANCELLED) == []


async def test_an_open_one_is_cancelled_by_its_company_alone(database: Database) -> None:
    store = CallbackStore(database)
    await store.keep(callback())
    with pytest.raises(UnknownCallback):
        await store.cancel("other", "one", NOON)
    assert (await store.cancel("acme", "one", NOON)).state is CallbackState.CANCELLED
