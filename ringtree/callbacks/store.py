"""Callbacks in the database: what was promised survives this process."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, select, update

from ringtree.callbacks.callback import Callback, CallbackState, Source
from ringtree.queues.needs import Needs
from ringtree.storage.changes import touch
from ringtree.storage.database import Database
from ringtree.storage.tables_callbacks import callbacks
from ringtree.storage.upsert import insert_or_replace
from ringtree.storage.values import fitted

TOPIC = "callbacks"
#: No promise is kept for longer: what `keep` may be at most.
OLDEST = timedelta(days=7)
_t = callbacks.c


class UnknownCallback(Exception):
    """There is no callback of that id in the company."""

    def __init__(self, callback_id: str) -> None:
        super().__init__(f"there is no callback {callback_id}")
        self.callback_id = callback_id


class CallbackStore:
    """Asked for by whichever process."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, callback: Callback) -> None:
        """Keep a callback, new or changed, and have running servers take it over.

        Raises:
            DatabaseFailure: it can't be written.
        """
        async with self._database.write() as connection:
            await touch(connection, TOPIC, callback.company)
            await insert_or_replace(connection, callbacks, [_row(callback)])

    async def cancel(self, company: str, callback_id: str, now: datetime) -> Callback:
        """Cancel a callback, if it is still open; what it is then.

        Raises:
            UnknownCallback: there is none.
        """
        mine = (_t.id == callback_id) & (_t.company == company)
        change = {"state": CallbackState.CANCELLED.value, "ended": now, "again_at": None}
        async with self._database.write() as connection:
            await touch(connection, TOPIC, company)
            is_open = mine & (_t.state == CallbackState.WAITING.value)
            await connection.execute(update(callbacks).where(is_open).values(**change))
            row = (await connection.execute(select(callbacks).where(mine))).mappings().first()
        if row is None:
            raise UnknownCallback(callback_id)
        return _callback(row)

    async def waiting(self, company: str | None = None) -> list[Callback]:
        """Those that are open, in the order they were asked for."""
        query = select(callbacks).where(_t.state == CallbackState.WAITING.value)
        if company is not None:
            query = query.where(_t.company == company)
        return await self._found(query.order_by(_t.requested, _t.id))

    async def find_open(self, company: str, queue: str, number: str) -> Callback | None:
        """The open callback of a number in a queue."""
        query = select(callbacks).where(
            _t.state == CallbackState.WAITING.value,
            _t.company == company,
            _t.queue == queue,
            _t.number == number,
        )
        return next(iter(await self._found(query.limit(1))), None)

    async def listing(
        self,
        company: str,
        *,
        state: CallbackState | None = None,
        limit: int = 100,
        before: tuple[datetime, str] | None = None,
    ) -> list[Callback]:
        """The newest; those after a place in the list, if it is given (when requested, id)."""
        query = select(callbacks).where(_t.company == company)
        if state is not None:
            query = query.where(_t.state == state.value)
        if before is not None:
            requested, last = before
            same = (_t.requested == requested) & (_t.id > last)
            query = query.where((_t.requested < requested) | same)
        return await self._found(query.order_by(_t.requested.desc(), _t.id).limit(limit))

    async def of_period(self, company: str, start: datetime, end: datetime) -> list[Callback]:
        """Those that were asked for before `end` and not over before `start`."""
        was_open = _t.ended.is_(None) | (_t.ended >= start)
        query = select(callbacks).where(
            _t.company == company, _t.requested >= start - OLDEST, _t.requested < end, was_open
        )
        return await self._found(query.order_by(_t.requested, _t.id))

    async def _found(self, query: Any) -> list[Callback]:
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [_callback(row) for row in rows]


def _row(callback: Callback) -> dict[str, Any]:
    row = {field.name: getattr(callback, field.name) for field in fields(callback)}
    plain = {
        "state": callback.state.value,
        "source": callback.source.value,
        "needs": callback.needs.to_dict(),
    }
    return fitted(callbacks, {**row, **plain})


def _callback(row: RowMapping) -> Callback:
    values: dict[str, Any] = dict(row)
    values["state"] = CallbackState(row["state"])
    values["source"] = Source(row["source"])
    values["needs"] = Needs.of(row["needs"] or {})
    return Callback(**values)
