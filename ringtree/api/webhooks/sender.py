"""Tells companies' servers of events, in their order, again and again until they have them.

Two tasks: one listens to the bus and keeps what somebody wants; the other sends what is due. A
server that fails holds up its own events and nobody else's.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Protocol

import structlog

from ringtree.api.webhooks.store import Delivery, Webhook, Webhooks
from ringtree.events import BusClosed, Event, EventBus, SlowReader, Subscription
from ringtree.storage.database import DatabaseFailure
from ringtree.storage.vault import Vault, VaultError

log = structlog.get_logger(__name__)

#: Events that are kept in one transaction at most, and seconds until one is.
BATCH, PAUSE = 200, 0.2
#: Seconds between two looks for what is due, of a request, and servers asked at once.
LOOK, LIMIT, TOGETHER = 1.0, 10.0, 20
BUFFER = 5000


class Poster(Protocol):
    """Posts a signed body; the webhooks' client, which checks addresses."""

    async def post(
        self, url: str, body: bytes, *, kind: str, delivery: str, secret: str, limit: float
    ) -> str:
        """Nothing if the server took it, else why not. Never raises but by cancelling."""


class WebhookSender:
    """Keeps and sends. `reload` must be called after webhooks have changed."""

    def __init__(self, store: Webhooks, bus: EventBus, poster: Poster, vault: Vault) -> None:
        self._store = store
        self._bus = bus
        self._poster = poster
        self._vault = vault
        self._known: dict[str, list[Webhook]] = {}
        self._last = bus.last_id

    async def reload(self) -> None:
        """Know every webhook anew."""
        known: dict[str, list[Webhook]] = {}
        for one in await self._store.all():
            known.setdefault(one.company, []).append(one)
        self._known = known

    async def run(self) -> None:
        """Listen and send until cancelled, or the bus closes."""
        async with asyncio.TaskGroup() as group:
            sending = group.create_task(self._send())
            await self._listen()
            sending.cancel()

    # -- keeping

    async def _listen(self) -> None:
        while True:
            try:
                await self.reload()
                with self._bus.subscribe(None, after=self._last, buffer=BUFFER) as listener:
                    await self.keep(list(listener.replay.events))
                    while True:
                        await self.keep(await _several(listener))
            except SlowReader:
                log.warning("webhooks were too slow for the events")
            except DatabaseFailure as error:
                log.warning("events can't be kept for webhooks", error=str(error))
                await asyncio.sleep(LOOK)
            except BusClosed:
                return

    async def keep(self, events: list[Event]) -> None:
        """Keep what somebody wants of these events.

        Raises:
            DatabaseFailure: they will be offered again by the bus.
        """
        wanted = [
            (hook.id, event)
            for event in events
            for hook in self._known.get(event.company or "", ())
            if hook.wants(event.kind)
        ]
        if wanted:
            await self._store.put(wanted, datetime.now(UTC))
        if events:
            self._last = events[-1].id

    # -- sending

    async def _send(self) -> None:
        while True:
            try:
                if not await self.look(datetime.now(UTC)):
                    await asyncio.sleep(LOOK)
            except DatabaseFailure as error:
                log.warning("webhooks can't be sent", error=str(error))
                await asyncio.sleep(LOOK)

    async def look(self, now: datetime) -> int:
        """Send to every server what is due; how many were tried.

        Raises:
            DatabaseFailure: not now.
        """
        due = await self._store.due(now, limit=TOGETHER)
        hooks = {one.id: one for known in self._known.values() for one in known}
        async with asyncio.TaskGroup() as group:
            for one in due:
                group.create_task(self._series(hooks.get(one.webhook), one))
        return len(due)

    async def _series(self, hook: Webhook | None, first: Delivery) -> None:
        """Send one event after the other, while the server takes them."""
        delivery: Delivery | None = first
        for _ in range(BATCH):
            if delivery is None:
                return
            failure = await self._post(hook, delivery)
            await self._store.settle(delivery, failure, datetime.now(UTC))
            if failure:
                return
            delivery = await self._store.next(delivery)

    async def _post(self, hook: Webhook | None, delivery: Delivery) -> str:
        if hook is None or not hook.enabled:
            return "the webhook is switched off"
        try:
            secret = self._vault.unseal(hook.secret)
        except (VaultError, OSError) as error:
            return str(error)
        return await self._poster.post(
            hook.url,
            delivery.body.encode(),
            kind=delivery.kind,
            delivery=str(delivery.id),
            secret=secret,
            limit=LIMIT,
        )


async def _several(listener: Subscription) -> list[Event]:
    """The next event, and what follows within a moment: one transaction for all of them."""
    found = [await listener.next()]
    try:
        async with asyncio.timeout(PAUSE):
            while len(found) < BATCH:
                found.append(await listener.next())
    except TimeoutError:
        pass
    return found
