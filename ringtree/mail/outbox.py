"""The outbox in the database: what is here is sent, or somebody is told why not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ringtree.mail.mail import Attachment, Delivery, DeliveryState, Mail, Posted
from ringtree.storage.database import Database
from ringtree.storage.tables_mail import mail_deliveries as deliveries
from ringtree.storage.tables_mail import mails
from ringtree.storage.upsert import insert_new
from ringtree.storage.values import fitted

#: Mails taken up in one look.
MOST_DUE = 500


class UnknownMail(Exception):
    """There is no such mail."""

    def __init__(self, mail_id: str) -> None:
        super().__init__(f"there is no mail {mail_id!r} in the outbox")
        self.mail_id = mail_id


@dataclass(frozen=True, slots=True)
class Standing:
    """A company's addresses in one state, and since when the first of them waits or waited."""

    company: str
    state: DeliveryState
    addresses: int
    waiting_since: datetime


class Outbox:
    """Mails and their deliveries. Every method may raise `DatabaseFailure`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, mail: Mail, *, sender: str, now: datetime) -> None:
        """Keep a mail until it is sent; one that is here already stays as it is."""
        async with self._database.write() as connection:
            await insert_mail(connection, mail, sender=sender, now=now)

    async def due(
        self, now: datetime, *, held: Collection[str] = (), limit: int = MOST_DUE
    ) -> list[Posted]:
        """The mails that have waiting addresses whose time has come, with these alone.

        Gatherable mails of the companies in `held` are left where they are.
        """
        wanted = and_(_IS_OPEN, deliveries.c.next_attempt <= now)
        first = (
            select(deliveries.c.mail, func.min(deliveries.c.next_attempt).label("first"))
            .join(mails, mails.c.id == deliveries.c.mail)
            .where(wanted, ~and_(mails.c.company.in_(held), mails.c.is_gatherable))
            .group_by(deliveries.c.mail)
            .order_by("first", deliveries.c.mail)
            .limit(limit)
        ).subquery()
        query = _JOINED.join(first, first.c.mail == mails.c.id).where(wanted)
        return await self._posted(query.order_by(first.c.first, mails.c.created, mails.c.id))

    async def settle(self, posted: Posted, results: Iterable[Delivery], *, now: datetime) -> None:
        """Note what an attempt came to, also for the mails that were gathered into this one."""
        async with self._database.write() as connection:
            for one in results:
                values = {
                    "state": one.state.value,
                    "attempts": one.attempts,
                    "next_attempt": one.next_attempt,
                    "answer": one.answer,
                    "changed": now,
                }
                carried = deliveries.c.gathered_in == posted.mail.id
                itself = deliveries.c.mail == posted.mail.id
                await connection.execute(
                    update(deliveries)
                    .where(or_(itself, carried), deliveries.c.address == one.address)
                    .values(**values)
                )

    async def note_fault(self, answer: str, *, now: datetime) -> None:
        """Let everything that is due show why it is not sent: the server can't be used."""
        async with self._database.write() as connection:
            await connection.execute(
                update(deliveries)
                .where(deliveries.c.state == DeliveryState.WAITING)
                .where(deliveries.c.next_attempt <= now, deliveries.c.answer != answer)
                .values(answer=answer)
            )

    async def gather(
        self, mail: Mail, gathered: Sequence[Posted], *, sender: str, now: datetime
    ) -> None:
        """Put a mail that carries others' content; they wait for what becomes of it."""
        async with self._database.write() as connection:
            await insert_mail(connection, mail, sender=sender, now=now)
            await connection.execute(
                update(deliveries)
                .where(deliveries.c.mail.in_([one.mail.id for one in gathered]))
                .where(deliveries.c.address.in_(mail.to), _IS_OPEN)
                .values(gathered_in=mail.id, changed=now)
            )

    async def accepted_since(self, instant: datetime) -> dict[str, int]:
        """How many of each company's gatherable mails were accepted since then."""
        query = (
            select(mails.c.company, func.count(func.distinct(mails.c.id)))
            .join(deliveries, deliveries.c.mail == mails.c.id)
            .where(deliveries.c.state == DeliveryState.ACCEPTED, deliveries.c.changed > instant)
            .where(deliveries.c.gathered_in.is_(None), mails.c.is_gatherable)
            .group_by(mails.c.company)
        )
        async with self._database.read() as connection:
            return {company: count for company, count in await connection.execute(query)}

    # -- for people

    async def get(self, mail_id: str) -> Posted:
        """One mail with all its deliveries.

        Raises:
            UnknownMail: there is none.
        """
        found = await self._posted(_JOINED.where(mails.c.id == mail_id))
        if not found:
            raise UnknownMail(mail_id)
        return found[0]

    async def about(self, references: Sequence[str]) -> list[Posted]:
        """The mails about these things, oldest first; not those they were gathered into."""
        query = _JOINED.where(mails.c.reference.in_(references))
        return await self._posted(query.order_by(mails.c.created, mails.c.id))

    async def listing(
        self,
        *,
        company: str | None = None,
        state: DeliveryState | None = None,
        limit: int = 50,
        before: tuple[datetime, str] | None = None,
    ) -> list[Posted]:
        """Mails with all their deliveries, newest first.

        Args:
            before: only those that come after this instant and id in the list.
        """
        ids = select(mails.c.id).order_by(*_NEWEST_FIRST).limit(limit)
        if before is not None:
            created, mail_id = before
            at_once = and_(mails.c.created == created, mails.c.id < mail_id)
            ids = ids.where(or_(mails.c.created < created, at_once))
        if company is not None:
            ids = ids.where(mails.c.company == company)
        if state is not None:
            ids = ids.where(
                exists().where(deliveries.c.mail == mails.c.id, deliveries.c.state == state)
            )
        wanted = ids.subquery()
        query = _JOINED.join(wanted, wanted.c.id == mails.c.id)
        return await self._posted(query.order_by(*_NEWEST_FIRST))

    async def standing(self) -> list[Standing]:
        """How many addresses there are in each state, by company."""
        columns = (mails.c.company, deliveries.c.state)
        query = (
            select(*columns, func.count(), func.min(deliveries.c.waiting_since))
            .select_from(mails)
            .join(deliveries, deliveries.c.mail == mails.c.id)
            .group_by(*columns)
            .order_by(*columns)
        )
        async with self._database.read() as connection:
            return [
                Standing(company, DeliveryState(state), count, since)
                for company, state, count, since in await connection.execute(query)
            ]

    async def resend(self, mail_id: str, address: str | None, *, now: datetime) -> int:
        """Send a mail again, to one of its addresses or to all; how many wait for it.

        A mail that somebody has is sent under a new Message-ID: many readers hide what carries
        one they know.

        Raises:
            UnknownMail: there is no such mail, or it never went to that address.
        """
        async with self._database.write() as connection:
            wanted = deliveries.c.mail == mail_id
            if address is not None:
                wanted = and_(wanted, deliveries.c.address == address)
            accepted = select(deliveries.c.mail).where(
                wanted, deliveries.c.state == DeliveryState.ACCEPTED
            )
            if (await connection.execute(accepted.limit(1))).scalar() is not None:
                await _renew_message_id(connection, mail_id)
            result = await connection.execute(
                update(deliveries)
                .where(wanted)
                .values(
                    state=DeliveryState.WAITING.value,
                    attempts=0,
                    next_attempt=now,
                    waiting_since=now,
                    changed=now,
                    answer="",
                    gathered_in=None,
                )
            )
        if not result.rowcount:
            raise UnknownMail(mail_id if address is None else f"{mail_id} to {address}")
        return result.rowcount

    async def forget(self, references: Sequence[str]) -> None:
        """Remove the mails about these things, whatever became of them."""
        await self._remove(select(mails.c.id).where(mails.c.reference.in_(references)))

    async def purge(self, before: datetime) -> int:
        """Remove mails older than that which are settled at every address; how many."""
        waiting = exists().where(
            deliveries.c.mail == mails.c.id, deliveries.c.state == DeliveryState.WAITING
        )
        return await self._remove(select(mails.c.id).where(mails.c.created < before, ~waiting))

    async def _remove(self, ids: Select[tuple[str]]) -> int:
        async with self._database.write() as connection:
            gone = list((await connection.execute(ids)).scalars())
            await connection.execute(delete(deliveries).where(deliveries.c.mail.in_(gone)))
            await connection.execute(delete(mails).where(mails.c.id.in_(gone)))
        return len(gone)

    async def _posted(self, query: Select[Any]) -> list[Posted]:
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings().all()
        grouped: dict[str, list[Mapping[Any, Any]]] = {}
        for row in rows:
            grouped.setdefault(row["id"], []).append(row)
        return [_posted_of(group) for group in grouped.values()]


_IS_OPEN = and_(deliveries.c.state == DeliveryState.WAITING, deliveries.c.gathered_in.is_(None))
_NEWEST_FIRST = (mails.c.created.desc(), mails.c.id.desc())
_JOINED = (
    select(mails, *(column for column in deliveries.c if column.name != "mail"))
    .select_from(mails)
    .join(deliveries, deliveries.c.mail == mails.c.id)
)


async def insert_mail(
    connection: AsyncConnection, mail: Mail, *, sender: str, now: datetime
) -> None:
    """Put a mail within somebody's own transaction."""
    domain = sender.rpartition("@")[2].rstrip(">") or "localhost"
    row = {
        "id": mail.id,
        "company": mail.company,
        "kind": mail.kind,
        "reference": mail.reference,
        "message_id": f"<{mail.id}@{domain}>",
        "sender": sender,
        "language": mail.language,
        "subject": mail.subject,
        "text": mail.text,
        "html": mail.html,
        "attachments": [asdict(one) for one in mail.attachments],
        "is_gatherable": mail.is_gatherable,
        "created": now.replace(microsecond=0),
    }
    await insert_new(connection, mails, [fitted(mails, row)])
    fresh = {"attempts": 0, "answer": "", "state": DeliveryState.WAITING.value}
    instants = {"next_attempt": now, "waiting_since": now, "changed": now}
    await insert_new(
        connection,
        deliveries,
        [{"mail": mail.id, "address": address, **fresh, **instants} for address in mail.to],
    )


async def _renew_message_id(connection: AsyncConnection, mail_id: str) -> None:
    wanted = mails.c.id == mail_id
    old = (await connection.execute(select(mails.c.message_id).where(wanted))).scalar_one()
    local, _, domain = old.strip("<>").partition("@")
    number = local[len(mail_id) :].removeprefix(".")
    new = f"<{mail_id}.{int(number or 1) + 1}@{domain}>"
    await connection.execute(update(mails).where(wanted).values(message_id=new))


def _posted_of(rows: Sequence[Mapping[Any, Any]]) -> Posted:
    first = rows[0]
    mail = Mail(
        id=first["id"],
        company=first["company"],
        kind=first["kind"],
        reference=first["reference"],
        to=tuple(row["address"] for row in rows),
        subject=first["subject"],
        text=first["text"],
        html=first["html"],
        language=first["language"],
        attachments=tuple(map(Attachment.of, first["attachments"])),
        is_gatherable=first["is_gatherable"],
    )
    return Posted(
        mail=mail,
        message_id=first["message_id"],
        sender=first["sender"],
        created=first["created"],
        deliveries=tuple(map(_delivery_of, rows)),
    )


def _delivery_of(row: Mapping[Any, Any]) -> Delivery:
    return Delivery(
        address=row["address"],
        state=DeliveryState(row["state"]),
        attempts=row["attempts"],
        next_attempt=row["next_attempt"],
        waiting_since=row["waiting_since"],
        changed=row["changed"],
        answer=row["answer"],
        gathered_in=row["gathered_in"],
    )
