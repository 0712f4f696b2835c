"""A company whose queue calls back, on a server made of fakes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, cast

from ringtree.callbacks.callback import Callback, CallbackState, Source
from ringtree.callbacks.service import CallbackService
from ringtree.flows.service import CallService
from ringtree.flows.world import World
from ringtree.media.plane import DigitPressed
from ringtree.queues.service import QueueService
from tests.unit.calls.fakes import FakeMediaLeg, FakeSession
from tests.unit.calls.house import BORIS, House, company, house, moment

NUMBER = "+79161234567"
OTHER = "+79167654321"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Memory:
    """The store, without a database."""

    def __init__(self) -> None:
        self.rows: dict[str, Callback] = {}
        self.is_away = False

    async def keep(self, callback: Callback) -> None:
        if self.is_away:
            raise OSError("no database")
        self.rows[callback.id] = callback

    async def waiting(self, company: str | None = None) -> list[Callback]:
        return [one for one in self.rows.values() if one.state.is_open]

    async def cancel(self, company: str, callback_id: str, now: datetime) -> Callback:
        self.rows[callback_id] = self.rows[callback_id].ended_as(CallbackState.CANCELLED, now)
        return self.rows[callback_id]


class Office:
    """One agent, 101, and everything that calls back. Times run with the test's virtual clock."""

    def __init__(self, made: House, store: Memory) -> None:
        self.made = made
        self.store = store
        clock, began = made.exchange.clock, made.exchange.clock()
        self.queues = QueueService(made.exchange)
        self.service = CallbackService(
            cast(Any, store),
            self.queues,
            made.exchange,
            now=lambda: NOON + timedelta(seconds=clock() - began),
        )
        self.calls = CallService(made.exchange, self.queues, World(callbacks=self.service))
        self.service.serve_with(self.calls, World())
        self.queues.configure(made.snapshot.company)

    async def asks(self, number: str = NUMBER) -> Callback:
        """Somebody asks over the API."""
        found, _ = await self.service.request("acme", "sales", number, source=Source.API, by="key")
        await moment()
        return found

    def customer(self, number: str = NUMBER) -> FakeSession:
        """The customer's telephone, called last."""
        return self.made.phone(number)

    def calls_of(self, number: str = NUMBER) -> int:
        """How often the customer's telephone was called."""
        return len(self.made.endpoint.to(number))

    async def presses(self, key: str, nth: int = -1) -> None:
        """Whoever's media came last, or of those who hear something the nth, presses a key."""
        legs = [leg for leg in self.made.media.legs if leg.played and not leg.is_closed]
        cast(FakeMediaLeg, legs[nth]).tell(DigitPressed(key, 100))
        await moment()

    @property
    def row(self) -> Callback:
        """The only callback there is."""
        (found,) = self.store.rows.values()
        return found


@asynccontextmanager
async def office(
    first: str = "caller",
    *,
    queue: Mapping[str, Any] = MappingProxyType({}),
    schedules: Mapping[str, Any] = MappingProxyType({}),
    **callbacks: Any,
) -> AsyncIterator[Office]:
    sales = {
        "title": "Sales",
        "strategy": "ring_all",
        "agents": ["101"],
        "ring_time": 10,
        "wrap_up": 1,
        "announce_place": False,
        "callbacks": {"first": first, "spacing": 60, "ring_time": 20, **callbacks},
        **queue,
    }
    async with house(company(queues={"sales": sales}, schedules=dict(schedules))) as made:
        made.registrar.remove(BORIS)
        at = Office(made, Memory())
        yield at
        at.service.stop()
        await made.tasks.stop()
        await moment()  # media given back as the tasks ended
