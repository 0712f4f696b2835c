"""The servers that want to be told, and the events on their way to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from ringtree.accounts.tokens import new_id
from ringtree.events import Event
from ringtree.storage.database import Database
from ringtree.storage.tables_webhooks import event_deliveries as deliveries
from ringtree.storage.tables_webhooks import event_webhooks as webhooks

MOST_WEBHOOKS = 20
#: Events that wait for one server at most; the oldest give way.
MOST_WAITING = 10_000
#: Pauses before the next attempts; after the last one an event is given up.
PAUSES = tuple(timedelta(seconds=s) for s in (5, 30, 120, 600, 3600, 6 * 3600, 12 * 3600))


class UnknownWebhook(Exception):
    """The company has no such webhook."""

    def __init__(self, webhook: str) -> None:
        super().__init__(f"there is no webhook {webhook!r}")
        self.webhook = webhook


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """One server. `kinds` are kinds of events, or groups of them: `call.*`. `secret` is sealed."""

    id: str
    company: str
    url: str
    kinds: tuple[str, ...]
    secret: str
    enabled: bool
    created: datetime
    created_by: str
    delivered: datetime | None
    failure: str

    def wants(self, kind: str) -> bool:
        """Whether it is told of this kind of event."""
        group = f"{kind.partition('.')[0]}.*"
        return self.enabled and (kind in self.kinds or group in self.kinds)

    def shown(self) -> dict[str, Any]:
        """What the audit log keeps."""
        return {"url": self.url, "kinds": list(self.kinds), "enabled": self.enabled}


@dataclass(frozen=True, slots=True)
class Delivery:
    """An event on its way to a server."""

    id: int
    webhook: str
    kind: str
    body: str
    attempts: int


class Webhooks:
    """What is stored."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self, company: str | None = None) -> list[Webhook]:
        """A company's, or with None everybody's; oldest first."""
        query = select(webhooks).order_by(webhooks.c.created, webhooks.c.id)
        if company is not None:
            query = query.where(webhooks.c.company == company)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [Webhook(**{**row, "kinds": tuple(row["kinds"])}) for row in rows]

    async def get(self, company: str, webhook: str) -> Webhook:
        """One of a company's.

        Raises:
            UnknownWebhook: it has no such one.
        """
        for one in await self.all(company):
            if one.id == webhook:
                return one
        raise UnknownWebhook(webhook)

    async def add(
        self, company: str, url: str, kinds: Sequence[str], *, secret: str, by: str
    ) -> Webhook:
        """A new one."""
        made = Webhook(
            id=new_id(),
            company=company,
            url=url,
            kinds=tuple(kinds),
            secret=secret,
            enabled=True,
            created=datetime.now(UTC),
            created_by=by,
            delivered=None,
            failure="",
        )
        row = {name: getattr(made, name) for name in Webhook.__dataclass_fields__}
        async with self._database.write() as connection:
            await connection.execute(insert(webhooks).values(**{**row, "kinds": list(kinds)}))
        return made

    async def change(self, company: str, webhook: str, **changes: Any) -> Webhook:
        """Change some fields.

        Raises:
            UnknownWebhook: the company has no such one.
        """
        await self.get(company, webhook)
        if changes:
            async with self._database.write() as connection:
                await connection.execute(
                    update(webhooks).where(webhooks.c.id == webhook).values(**changes)
                )
        return await self.get(company, webhook)

    async def remove(self, company: str, webhook: str) -> Webhook:
        """Remove one with all that is on its way.

        Raises:
            UnknownWebhook: the company has no such one.
        """
        before = await self.get(company, webhook)
        async with self._database.write() as connection:
            await connection.execute(delete(deliveries).where(deliveries.c.webhook == webhook))
            await connection.execute(delete(webhooks).where(webhooks.c.id == webhook))
        return before

    # -- deliveries

    async def put(self, wanted: Sequence[tuple[str, Event]], now: datetime) -> None:
        """Keep events for their servers, by webhook id; the oldest give way to a flood."""
        rows = [
            {
                "webhook": webhook,
                "kind": event.kind,
                "body": event.json.decode(),
                "created": now,
                "attempts": 0,
                "due": now,
            }
            for webhook, event in wanted
        ]
        async with self._database.write() as connection:
            await connection.execute(insert(deliveries), rows)
            for webhook in {one for one, _ in wanted}:
                newest = select(deliveries.c.id).where(deliveries.c.webhook == webhook)
                newest = newest.order_by(deliveries.c.id.desc()).offset(MOST_WAITING).limit(1)
                if (last := (await connection.execute(newest)).scalar()) is not None:
                    old = (deliveries.c.webhook == webhook) & (deliveries.c.id <= last)
                    await connection.execute(delete(deliveries).where(old))

    async def due(self, now: datetime, *, limit: int) -> list[Delivery]:
        """What is to be sent now: of each server the oldest, in order."""
        first = (
            select(func.min(deliveries.c.id).label("first"))
            .group_by(deliveries.c.webhook)
            .subquery()
        )
        columns = (deliveries.c[name] for name in Delivery.__dataclass_fields__)
        query = select(*columns).join(first, first.c.first == deliveries.c.id)
        query = query.where(deliveries.c.due <= now).order_by(deliveries.c.id).limit(limit)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        return [Delivery(*row) for row in rows]

    async def next(self, delivery: Delivery) -> Delivery | None:
        """What waits behind a delivery for the same server."""
        columns = (deliveries.c[name] for name in Delivery.__dataclass_fields__)
        query = select(*columns).where(
            deliveries.c.webhook == delivery.webhook, deliveries.c.id > delivery.id
        )
        async with self._database.read() as connection:
            row = (await connection.execute(query.order_by(deliveries.c.id).limit(1))).first()
        return Delivery(*row) if row is not None else None

    async def settle(self, delivery: Delivery, failure: str, now: datetime) -> None:
        """Note what came of an attempt: taken if `failure` is "", else why not."""
        this = deliveries.c.id == delivery.id
        is_over = not failure or delivery.attempts >= len(PAUSES)
        outcome: dict[str, Any] = {"failure": failure[:300]}
        if not failure:
            outcome["delivered"] = now
        async with self._database.write() as connection:
            if is_over:
                await connection.execute(delete(deliveries).where(this))
            else:
                later = {"due": now + PAUSES[delivery.attempts], "attempts": delivery.attempts + 1}
                await connection.execute(update(deliveries).where(this).values(**later))
            await connection.execute(
                update(webhooks).where(webhooks.c.id == delivery.webhook).values(**outcome)
            )
