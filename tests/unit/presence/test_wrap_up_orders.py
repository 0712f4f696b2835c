"""Wrap-ups ended and extended from other processes: each order once, and none of another time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from ringtree.presence.wrap_up_orders import STALE, TOPIC, WrapUpDesk, WrapUpOrder, WrapUpOrders
from ringtree.storage.changes import touches_since
from ringtree.storage.database import Database

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def order(extension: str = "101", seconds: float = 0.0, **more: Any) -> WrapUpOrder:
    return WrapUpOrder(
        **{"company": "acme", "extension": extension, "seconds": seconds, "by": "vera", "at": NOON}
        | more
    )


class Presence:
    """What was asked of it."""

    def __init__(self) -> None:
        self.done: list[tuple[str, str, float]] = []

    def end_wrap_up(self, company: str, extension: str) -> bool:
        self.done.append((company, extension, 0.0))
        return True

    def extend_wrap_up(self, company: str, extension: str, seconds: float) -> bool:
        self.done.append((company, extension, seconds))
        return False


def desk(orders: WrapUpOrders, presence: Any, at: datetime = NOON) -> WrapUpDesk:
    return WrapUpDesk(orders, presence, lambda: at)


async def test_an_order_is_carried_out_once(database: Database) -> None:
    orders, presence = WrapUpOrders(database), Presence()
    one = desk(orders, presence)
    await one.load(None)
    await orders.give(order("101"))
    await orders.give(order("102", 300.0))
    await orders.give(order("101", company="other"))
    assert [(one.topic, one.company) for one in await touches_since(database, 0)] == [
        (TOPIC, "acme"), (TOPIC, "other")
    ]  # fmt: skip
    await one.load("acme")
    await one.load("acme")
    assert presence.done == [("acme", "101", 0.0), ("acme", "102", 300.0)]
    await one.load("other")
    assert presence.done[2:] == [("other", "101", 0.0)]


async def test_what_was_ordered_before_the_server_began_is_not_carried_out(
    database: Database,
) -> None:
    orders, presence = WrapUpOrders(database), Presence()
    await orders.give(order())
    one = desk(orders, presence)
    await one.load(None)
    await one.load("acme")
    assert presence.done == []


async def test_an_order_that_is_heard_of_too_late_means_another_wrap_up(
    database: Database,
) -> None:
    orders, presence = WrapUpOrders(database), Presence()
    one = desk(orders, presence, NOON + STALE + timedelta(seconds=1))
    await orders.give(order())
    await one.load("acme")
    assert presence.done == []


async def test_old_orders_are_forgotten(database: Database) -> None:
    orders = WrapUpOrders(database)
    await orders.give(order("101"))
    await orders.give(order("102", at=NOON + timedelta(hours=1)))
    assert [one.extension for _, one in await orders.since(0, "acme")] == ["102"]
    assert await orders.last() == 2
