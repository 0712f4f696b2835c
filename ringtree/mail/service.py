"""Sends what is in the outbox: now, again later, or gathered, until every address is settled."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr

import structlog

from ringtree.mail.digest import digest, ration
from ringtree.mail.mail import Delivery, DeliveryState, Mail, Posted
from ringtree.mail.mime import Reader, compose
from ringtree.mail.outbox import Outbox
from ringtree.mail.retry import is_given_up, pause_after, server_pause_after
from ringtree.mail.transport import (
    Answer,
    Connection,
    MailFault,
    MailServer,
    ServerFault,
    SmtpConnection,
)
from ringtree.storage.database import Database, DatabaseFailure
from ringtree.tasks import TaskOwner

log = structlog.get_logger(__name__)

#: Seconds between two looks into the outbox: commands put mails there from other processes.
LOOK = 2.0
#: Seconds a connection without work is kept.
IDLE = 30.0
#: Pause between two clearings of what is old.
PURGE_PAUSE = timedelta(hours=1)
HOUR = timedelta(hours=1)

Listener = Callable[[Posted], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """How mail is sent. `server` None: mails wait until there is one."""

    server: MailServer | None = None
    sender: str = "Ringtree <ringtree@localhost>"
    senders: dict[str, str] = field(default_factory=dict)  # by company
    connections: int = 4
    hourly_limit: int = 60
    give_up_after: timedelta = timedelta(days=4)
    keep: timedelta = timedelta(days=30)
    most_bytes: int = 20 * 2**20
    name: str = "ringtree"

    def sender_of(self, company: str) -> str:
        """Who a company's mails come from."""
        return self.senders.get(company, self.sender)


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


class MailService:
    """The outbox and its sender. `on_settled` are called with each mail an attempt was made for."""

    def __init__(
        self,
        database: Database,
        settings: MailSettings,
        *,
        read: Reader,
        now: Callable[[], datetime] = utc_now,
        connect: Callable[[MailServer], Connection] = SmtpConnection,
    ) -> None:
        self.outbox = Outbox(database)
        self.settings = settings
        self.on_settled: list[Listener] = []
        self._read = read
        self._now = now
        self._connect = connect
        self._idle: list[Connection] = []
        self._failures = 0
        self._paused_until: datetime | None = None
        self._purged: datetime | None = None
        self._unnoted: list[tuple[Posted, list[Delivery]]] = []
        self._work = asyncio.Event()
        self._tasks = TaskOwner("mail")

    async def enqueue(self, mail: Mail) -> None:
        """Keep a mail durably and send it as soon as possible; the same id twice is one mail.

        Raises:
            DatabaseFailure: it could not be kept; nothing will be sent.
        """
        await self.outbox.put(mail, sender=self.settings.sender_of(mail.company), now=self._now())
        self._work.set()

    def look(self) -> None:
        """Somebody has put something into the outbox: send it now."""
        self._work.set()

    async def resend(self, mail_id: str, address: str | None = None) -> int:
        """Send a mail once more; see `Outbox.resend`."""
        count = await self.outbox.resend(mail_id, address, now=self._now())
        self._work.set()
        return count

    def age(self, since: datetime) -> float:
        """Seconds from an instant to now, by this service's clock."""
        return (self._now() - since).total_seconds()

    def start(self) -> None:
        """Begin sending."""
        self._tasks.start(self._run(), name="sender")

    async def stop(self) -> None:
        """Stop sending; a mail that is amid its transaction is sent again next time."""
        await self._tasks.stop()
        await self._part()

    async def _run(self) -> None:
        quiet = 0.0
        while True:
            self._work.clear()
            try:
                worked = await self.step()
                quiet = 0.0 if worked else quiet + LOOK
            except DatabaseFailure as error:
                log.warning("the mail outbox can't be used", error=str(error))
            except Exception:
                log.exception("sending mail failed")
            if quiet > IDLE:
                await self._part()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK):
                    await self._work.wait()

    # -- one look into the outbox

    async def step(self) -> bool:
        """Send everything whose time has come; whether there was anything.

        Raises:
            DatabaseFailure: the outbox can't be read or written.
        """
        now = self._now()
        await self._note_late(now)
        await self._purge(now)
        if self._paused_until is not None and now < self._paused_until:
            return False
        worked = False
        while batch := await self._batch(now):
            worked = True
            if self.settings.server is None:
                await self.outbox.note_fault("no mail server is set: mail_host", now=now)
                self._pause(now)
                return True
            if not await self._send_all(deque(batch), self.settings.server):
                return True
        return worked

    async def _batch(self, now: datetime) -> list[Posted]:
        """What goes out now: a company that has used up its hour gets its mails gathered."""
        accepted = await self.outbox.accepted_since(now - HOUR)
        limit = self.settings.hourly_limit
        held = [company for company, count in accepted.items() if count >= limit]
        due = await self.outbox.due(now, held=held)
        batch: list[Posted] = []
        for company in dict.fromkeys(one.mail.company for one in due):
            own = [one for one in due if one.mail.company == company]
            shares = ration(own, limit - accepted.get(company, 0))
            batch += shares.single
            batch += [await self._gather(group, now) for group in shares.gathered]
        return batch

    async def _gather(self, group: tuple[Posted, ...], now: datetime) -> Posted:
        mail = digest(group)
        await self.outbox.gather(mail, group, sender=group[0].sender, now=now)
        return await self.outbox.get(mail.id)

    async def _send_all(self, batch: deque[Posted], server: MailServer) -> bool:
        """Send a batch over several connections; False if the server can't be used."""
        lanes = min(self.settings.connections, len(batch))
        faults: list[str] = []
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(lanes):
                    group.create_task(self._lane(batch, server, faults))
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None
        now = self._now()
        if not faults:
            return True
        self._pause(now)
        log.warning("mail server can't be used", error=faults[0], failures=self._failures)
        await self.outbox.note_fault(faults[0], now=now)
        return False

    async def _lane(self, batch: deque[Posted], server: MailServer, faults: list[str]) -> None:
        connection = self._idle.pop() if self._idle else self._connect(server)
        try:
            while batch and not faults:
                await self._attempt(connection, batch.popleft())
        except ServerFault as fault:
            faults.append(str(fault))
        finally:
            self._idle.append(connection)

    async def _attempt(self, connection: Connection, posted: Posted) -> None:
        try:
            content = await asyncio.to_thread(self._compose, posted)
            sender = parseaddr(posted.sender)[1]
            answers = await connection.send(sender, posted.addresses, content)
            results = self._judged(posted, answers)
        except MailFault as fault:
            results = self._failed(posted, fault)
        except OSError as error:  # an attachment that is there, and can't be read
            results = self._failed(posted, MailFault(f"unreadable: {error}", is_final=False))
        except (ValueError, LookupError) as error:  # no such mail can be written
            results = self._failed(posted, MailFault(f"not sendable: {error}", is_final=True))
        self._failures, self._paused_until = 0, None
        self._unnoted.append((posted, results))
        await self._note_late(self._now())

    async def _note_late(self, now: datetime) -> None:
        """Note what attempts came to. Until that is done nothing else is sent: a mail that the
        server has, and the outbox does not know of it, would go out again and again."""
        while self._unnoted:
            posted, results = self._unnoted[0]
            await self.outbox.settle(posted, results, now=now)
            with contextlib.suppress(ValueError):  # another lane was quicker
                self._unnoted.remove((posted, results))
            for listener in self.on_settled:
                listener(replace(posted, deliveries=tuple(results)))

    def _compose(self, posted: Posted) -> bytes:
        return compose(
            posted,
            read=self._read,
            server=self.settings.name,
            most_bytes=self.settings.most_bytes,
        )

    def _judged(self, posted: Posted, answers: dict[str, Answer]) -> list[Delivery]:
        unknown = Answer(451, "the server said nothing about this address")
        return [self._after(one, answers.get(one.address, unknown)) for one in posted.deliveries]

    def _after(self, delivery: Delivery, answer: Answer) -> Delivery:
        if answer.is_accepted:
            return self._settled(delivery, DeliveryState.ACCEPTED, str(answer))
        if answer.is_final:
            return self._settled(delivery, DeliveryState.REFUSED, str(answer))
        return self._put_off(delivery, str(answer))

    def _failed(self, posted: Posted, fault: MailFault) -> list[Delivery]:
        if fault.is_final:
            return [
                self._settled(one, DeliveryState.REFUSED, fault.answer) for one in posted.deliveries
            ]
        return [self._put_off(one, fault.answer) for one in posted.deliveries]

    def _settled(self, delivery: Delivery, state: DeliveryState, answer: str) -> Delivery:
        return replace(delivery, state=state, attempts=delivery.attempts + 1, answer=answer)

    def _put_off(self, delivery: Delivery, answer: str) -> Delivery:
        now = self._now()
        if is_given_up(
            delivery.waiting_since, delivery.attempts + 1, now, self.settings.give_up_after
        ):
            return self._settled(delivery, DeliveryState.GIVEN_UP, answer)
        attempts = delivery.attempts + 1
        return replace(
            delivery, attempts=attempts, answer=answer, next_attempt=now + pause_after(attempts)
        )

    def _pause(self, now: datetime) -> None:
        self._failures += 1
        self._paused_until = now + server_pause_after(self._failures)

    async def _purge(self, now: datetime) -> None:
        if self._purged is None or now - self._purged >= PURGE_PAUSE:
            self._purged = now
            await self.outbox.purge(now - self.settings.keep)

    async def _part(self) -> None:
        await _close_all(self._idle)
        self._idle.clear()


async def _close_all(connections: Iterable[Connection]) -> None:
    for connection in connections:
        await connection.close()
