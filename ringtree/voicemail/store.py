"""Messages and what was done to them, in the database.

Every change writes an event in the same transaction: the audit. And it touches the topic by which
a running server notices what another process did.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ringtree.mail.mail import Mail
from ringtree.mail.outbox import insert_mail
from ringtree.storage.changes import touch
from ringtree.storage.database import Database
from ringtree.storage.tables_voicemail import voicemail_events as events
from ringtree.storage.tables_voicemail import voicemail_messages as messages
from ringtree.storage.upsert import insert_new
from ringtree.storage.values import fitted
from ringtree.voicemail.message import BoxKey, Counts, Message, MessageState

#: Messages of one list; a mailbox never holds more.
MOST_LISTED = 10_000
TOPIC = "voicemail"


class UnknownMessage(Exception):
    """There is no such message."""

    def __init__(self, message_id: str) -> None:
        super().__init__(f"there is no message {message_id!r}")
        self.message_id = message_id


class MessageStore:
    """Every method may raise `DatabaseFailure`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, message: Message, mails: Sequence[tuple[Mail, str]], *, by: str, now: datetime
    ) -> None:
        """Keep a message and its mails (each with its sender) in one transaction.

        A message that is here already stays as it is: a repair may bring it twice.
        """
        row = {**asdict(message), "state": message.state.value, "path": list(message.path)}
        async with self._database.write() as connection:
            await touch(connection, TOPIC, message.company)
            known = select(messages.c.id).where(messages.c.id == message.id)
            if (await connection.execute(known)).scalar() is not None:
                return
            await insert_new(connection, messages, [fitted(messages, row)])
            for mail, sender in mails:
                await insert_mail(connection, mail, sender=sender, now=now)
            await _note(connection, message.key, "received", by=by, now=now, message=message.id)

    async def get(self, message_id: str) -> Message:
        """One message.

        Raises:
            UnknownMessage: there is none.
        """
        found = await self._messages(messages.c.id == message_id)
        if not found:
            raise UnknownMessage(message_id)
        return found[0]

    async def of(self, key: BoxKey, *, with_bin: bool = False) -> list[Message]:
        """A mailbox's messages, oldest first."""
        wanted = (messages.c.company == key.company) & (messages.c.mailbox == key.mailbox)
        if not with_bin:
            wanted &= messages.c.removed.is_(None)
        return await self._messages(wanted)

    async def of_company(self, company: str) -> list[Message]:
        """All messages of a company, those in the bin too."""
        return await self._messages(messages.c.company == company)

    async def newest(
        self,
        company: str,
        boxes: Collection[str] | None = None,
        *,
        with_bin: bool = False,
        limit: int = 50,
        before: tuple[datetime, str] | None = None,
    ) -> list[Message]:
        """Messages of some mailboxes, or with None of all, newest first.

        Args:
            before: only those that come after this instant and id in the list.
        """
        query = select(messages).where(messages.c.company == company)
        if boxes is not None:
            query = query.where(messages.c.mailbox.in_(boxes))
        if not with_bin:
            query = query.where(messages.c.removed.is_(None))
        if before is not None:
            started, message_id = before
            at_once = and_(messages.c.started == started, messages.c.id < message_id)
            query = query.where(or_(messages.c.started < started, at_once))
        query = query.order_by(messages.c.started.desc(), messages.c.id.desc()).limit(limit)
        async with self._database.read() as connection:
            return list(map(_message_of, (await connection.execute(query)).mappings()))

    async def counts(self) -> dict[BoxKey, Counts]:
        """How many messages each mailbox holds."""
        kept = messages.c.removed.is_(None)
        new = kept & (messages.c.state == MessageState.NEW)
        old = kept & (messages.c.state == MessageState.OLD)
        query = select(
            messages.c.company,
            messages.c.mailbox,
            _count(new),
            _count(old),
            _count(new & messages.c.is_urgent),
            _count(old & messages.c.is_urgent),
            func.sum(messages.c.size),
        ).group_by(messages.c.company, messages.c.mailbox)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        return {BoxKey(row[0], row[1]): Counts(*map(int, row[2:])) for row in rows}

    async def change(
        self, message_id: str, action: str, *, by: str, now: datetime, **values: Any
    ) -> Message:
        """Change a message and note who did.

        Raises:
            UnknownMessage: there is none.
        """
        async with self._database.write() as connection:
            wanted = messages.c.id == message_id
            row = (await connection.execute(select(messages).where(wanted))).mappings().first()
            if row is None:
                raise UnknownMessage(message_id)
            message = _message_of(row)
            await touch(connection, TOPIC, message.company)
            await connection.execute(update(messages).where(wanted).values(**values))
            await _note(connection, message.key, action, by=by, now=now, message=message_id)
        return await self.get(message_id)

    async def erase(self, message: Message, *, by: str, now: datetime, why: str) -> None:
        """Remove a message's row for ever; what it was and why it went stays in the events."""
        async with self._database.write() as connection:
            await touch(connection, TOPIC, message.company)
            await connection.execute(delete(messages).where(messages.c.id == message.id))
            detail = f"{why}; of {message.started.isoformat()}, {message.seconds:.0f} s"
            await _note(
                connection, message.key, "erased", by=by, now=now, message=message.id, detail=detail
            )

    async def note(
        self, key: BoxKey, action: str, *, by: str, now: datetime, detail: str = ""
    ) -> None:
        """Write an event about a whole mailbox."""
        async with self._database.write() as connection:
            await _note(connection, key, action, by=by, now=now, detail=detail)

    async def history(self, key: BoxKey, limit: int = 100) -> list[Mapping[str, Any]]:
        """What was done to a mailbox, the latest first."""
        query = (
            select(events)
            .where(events.c.company == key.company, events.c.mailbox == key.mailbox)
            .order_by(events.c.id.desc())
            .limit(limit)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [dict(row) for row in rows]

    async def webhooks_due(self, now: datetime, limit: int = 50) -> list[Message]:
        """Messages whose webhook is to be called."""
        wanted = (messages.c.webhook == "waiting") & (messages.c.webhook_next <= now)
        return (await self._messages(wanted))[:limit]

    async def note_webhook(self, message_id: str, **values: Any) -> None:
        """Note what a webhook came to; nobody's lamp changes by it."""
        async with self._database.write() as connection:
            await connection.execute(
                update(messages).where(messages.c.id == message_id).values(**values)
            )

    async def _messages(self, wanted: ColumnElement[bool]) -> list[Message]:
        query = select(messages).where(wanted).order_by(messages.c.started, messages.c.id)
        async with self._database.read() as connection:
            rows = (await connection.execute(query.limit(MOST_LISTED))).mappings().all()
        return list(map(_message_of, rows))


def _count(wanted: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((wanted, 1), else_=0)), 0)


async def _note(
    connection: AsyncConnection,
    key: BoxKey,
    action: str,
    *,
    by: str,
    now: datetime,
    message: str = "",
    detail: str = "",
) -> None:
    row = {
        "company": key.company,
        "mailbox": key.mailbox,
        "message": message,
        "action": action,
        "by": by,
        "at": now,
        "detail": detail,
    }
    await connection.execute(insert(events), [fitted(events, row)])


def _message_of(row: Mapping[Any, Any]) -> Message:
    facts = {str(name): value for name, value in row.items()}
    facts["state"] = MessageState(facts["state"])
    facts["path"] = tuple(facts["path"])
    return Message(**facts)
