"""Wrap-ups ended or extended from another process than the server's.

Whether there is a wrap-up only the server knows, so an order is put into the database and the
server, which is told by a touch, carries it out or finds nothing to do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy import delete, func, insert, select

from ringtree.presence.service import PresenceService
from ringtree.storage.changes import touch
from ringtree.storage.database import Database
from ringtree.storage.tables_presence import wrap_up_orders

log = structlog.get_logger(__name__)

TOPIC = "wrap_up_orders"
#: The wrap-up that was meant is over after so long, and another one must not be touched.
STALE = timedelta(seconds=30)

_t = wrap_up_orders.c


@dataclass(frozen=True, slots=True, kw_only=True)
class WrapUpOrder:
    """Let a wrap-up go on for so many seconds more; 0: it ends. `at` is UTC."""

    company: str
    extension: str
    seconds: float
    by: str
    at: datetime


class WrapUpOrders:
    """The orders in the database. Every method may raise `DatabaseFailure`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def give(self, order: WrapUpOrder) -> None:
        """Put an order, tell running servers, and forget the orders of before."""
        async with self._database.write() as connection:
            await touch(connection, TOPIC, order.company)
            await connection.execute(delete(wrap_up_orders).where(_t.at < order.at - 2 * STALE))
            await connection.execute(
                insert(wrap_up_orders).values(
                    company=order.company,
                    extension=order.extension,
                    seconds=order.seconds,
                    by=order.by[:120],
                    at=order.at,
                )
            )

    async def last(self) -> int:
        """The id of the last order; 0: there is none."""
        async with self._database.read() as connection:
            return (await connection.execute(select(func.max(_t.id)))).scalar() or 0

    async def since(self, known: int, company: str) -> list[tuple[int, WrapUpOrder]]:
        """A company's orders after the one with the id `known`, with their ids, in order."""
        columns = (_t.id, _t.company, _t.extension, _t.seconds, _t.by, _t.at)
        wanted = select(*columns).where(_t.company == company, _t.id > known).order_by(_t.id)
        async with self._database.read() as connection:
            rows = (await connection.execute(wanted)).mappings().all()
        return [
            (row["id"], WrapUpOrder(**{key: row[key] for key in row if key != "id"}))
            for row in rows
        ]


class WrapUpDesk:
    """Carries orders out, each once."""

    __slots__ = ("_began", "_done", "_now", "_orders", "_presence")

    def __init__(
        self,
        orders: WrapUpOrders,
        presence: PresenceService,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._orders = orders
        self._presence = presence
        self._now = now
        self._began = 0
        self._done: dict[str, int] = {}
        """The last order carried out, by company."""

    async def load(self, company: str | None) -> None:
        """Carry out what is new; with None begin here: earlier orders are of another time.

        Raises:
            DatabaseFailure: it can't be read.
        """
        if company is None:
            self._began = await self._orders.last()
            return
        for number, order in await self._orders.since(
            self._done.get(company, self._began), company
        ):
            self._done[company] = number
            self._carry_out(order)

    def _carry_out(self, order: WrapUpOrder) -> None:
        if self._now() - order.at > STALE:
            return
        if order.seconds:
            done = self._presence.extend_wrap_up(order.company, order.extension, order.seconds)
        else:
            done = self._presence.end_wrap_up(order.company, order.extension)
        log.info(
            "wrap-up changed" if done else "no wrap-up to change",
            company=order.company,
            extension=order.extension,
            seconds=order.seconds,
            by=order.by,
        )
