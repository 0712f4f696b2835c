"""Mailboxes at work: what calls, commands and the API do with them."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import structlog

from ringtree.calls.message_file import RESERVE
from ringtree.company.mailbox import Mailbox
from ringtree.company.model import Company
from ringtree.mail.service import MailService
from ringtree.routing.directory import Directory
from ringtree.storage.database import Database, DatabaseFailure
from ringtree.storage.pins import StoredPins
from ringtree.tasks import TaskOwner
from ringtree.voicemail import audio
from ringtree.voicemail.draft import (
    FOLDER,
    SCRATCH,
    Draft,
    drafts_left,
    folder_of,
    new_id,
    write_draft,
)
from ringtree.voicemail.files import MessageFiles
from ringtree.voicemail.greeting_desk import GreetingDesk
from ringtree.voicemail.greetings import Greetings
from ringtree.voicemail.intake import Intake
from ringtree.voicemail.message import BoxKey, Counts, Message, MessageState, in_order
from ringtree.voicemail.pins import MailboxPins
from ringtree.voicemail.playing import Playing
from ringtree.voicemail.retention import Retention
from ringtree.voicemail.room import Refusal, Room
from ringtree.voicemail.settings import VoicemailSettings
from ringtree.voicemail.store import TOPIC as TOPIC
from ringtree.voicemail.store import MessageStore
from ringtree.voicemail.transcription import recogniser_of
from ringtree.voicemail.webhook import CallWebhook, Webhooks

log = structlog.get_logger(__name__)

#: Seconds between two rounds of what happens by itself: expiry, webhooks.
ROUND = 5.0
#: Messages brought into their mailboxes at once; each may run an encoder.
TOGETHER = 3
#: Seconds a stopping server waits for them; the rest is repaired at the next start.
STOP_LIMIT = 5.0

Publish = Callable[[str, str, dict[str, object]], object]
OnChange = Callable[[BoxKey], None]


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Resent:
    """To how many addresses the mails go once more, and whether the webhook is called again."""

    addresses: int
    webhook: bool


class VoicemailService:
    """All mailboxes of this server. `on_change` are called whenever a mailbox's counts changed."""

    def __init__(
        self,
        database: Database,
        mail: MailService,
        directory: Directory,
        data_dir: Path,
        settings: VoicemailSettings,
        *,
        call_webhook: CallWebhook | None = None,
        publish: Publish = lambda _company, _kind, _data: None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self.store = MessageStore(database)
        self.files = MessageFiles(data_dir, settings.key)
        self.greetings = Greetings(database)
        self.greeting_desk = GreetingDesk(self.greetings, self.files, self.store, now)
        self.playing = Playing(self.files)
        self.pins = MailboxPins(StoredPins(database, now), self.store, now)
        self.room = Room(settings.quota)
        self.mail = mail
        self.settings = settings
        self.on_change: list[OnChange] = []
        self.received: Counter[str] = Counter()
        self.refused: Counter[tuple[str, Refusal]] = Counter()
        self._directory = directory
        self._now = now
        self._publish = publish
        self._together = asyncio.Semaphore(TOGETHER)
        self._tasks = TaskOwner("voicemail")
        self._deliveries = TaskOwner("voicemail deliveries")
        self._intake = Intake(
            store=self.store,
            files=self.files,
            mail=mail,
            recogniser=recogniser_of(settings.recogniser),
            where=self.find,
            link=settings.link,
            now=now,
        )
        self._retention = Retention(self)
        self._webhooks = Webhooks(self.store, self.find, call_webhook, now)

    # -- life

    async def start(self) -> None:
        """Bring to their end the messages that an earlier process left, and begin the rounds.

        Raises:
            DatabaseFailure: the database can't be read.
        """
        await self.load()
        await asyncio.to_thread(self._tidy)
        for draft in await asyncio.to_thread(lambda: list(drafts_left(self.files.data_dir))):
            log.info("a message is repaired", mailbox=draft.mailbox, message=draft.id)
            self.finish(draft)
        self.mail.on_settled.append(self._retention.on_settled)
        self._tasks.start(self._rounds(), name="rounds")

    def _tidy(self) -> None:
        """Remove what an earlier process had in the clear, or had not thrown away yet."""
        self.playing.clear()
        for path in (self.files.data_dir / FOLDER).glob(f"*/{SCRATCH}*.wav"):
            with contextlib.suppress(OSError):
                path.unlink()

    async def stop(self) -> None:
        """Let messages come into their mailboxes; what doesn't in time is repaired at the start."""
        await self._deliveries.finish(limit=STOP_LIMIT)
        await self._deliveries.stop()
        await self._tasks.stop()

    async def load(self, company: str | None = None) -> None:
        """Take over what this or another process changed: counts and greetings."""
        await self.greetings.load()
        for key in self.room.count_anew(await self.store.counts()):
            self._tell(key)

    async def _rounds(self) -> None:
        while True:
            await asyncio.sleep(ROUND)
            try:
                await self._retention.round()
                await self._webhooks.round()
            except DatabaseFailure as error:
                log.warning("mailboxes can't be looked after", error=str(error))
            except Exception:
                log.exception("looking after mailboxes failed")

    def _tell(self, key: BoxKey) -> None:
        counts = self.counts(key)
        data: dict[str, object] = {"mailbox": key.mailbox, "new": counts.new, "old": counts.old}
        self._publish(key.company, "voicemail.changed", data)
        for listener in self.on_change:
            listener(key)

    # -- what is known without waiting

    def now(self) -> datetime:
        """By this service's clock."""
        return self._now()

    def find(self, company: str, mailbox: str) -> tuple[Company, Mailbox] | None:
        """A mailbox in the published documents."""
        snapshot = self._directory.company(company)
        box = snapshot.company.mailboxes.get(mailbox) if snapshot else None
        return (snapshot.company, box) if snapshot and box else None

    def boxes(self) -> list[tuple[Company, Mailbox]]:
        """Every mailbox of every company."""
        return [
            (snapshot.company, box)
            for snapshot in self._directory.companies()
            for box in snapshot.company.mailboxes.values()
        ]

    def counts(self, key: BoxKey) -> Counts:
        """How many messages a mailbox holds."""
        return self.room.counts(key)

    # -- leaving a message

    async def begin(self, draft: Draft, box: Mailbox) -> bool:
        """Make room for a message before the beep; False if there is none.

        Until `finish` the message counts as one that is coming.
        """
        why = self.room.refusal(BoxKey(draft.company, draft.mailbox), box)
        if why is not None:
            self.refused[draft.company, why] += 1
            return False
        needed = RESERVE + round(box.longest * audio.BYTES_PER_SECOND)
        try:
            if shutil.disk_usage(self.files.data_dir).free < needed:
                raise OSError("no room on the disk")
            self.room.expect(draft)
            await asyncio.to_thread(write_draft, self.files.data_dir, draft)
        except OSError as error:
            self.room.expect_no_more(draft.id)
            self.refused[draft.company, Refusal.DISK] += 1
            log.error("messages can't be kept", error=str(error))
            return False
        return True

    async def renew(self, draft: Draft) -> bool:
        """Note that the message is in another take now, or became urgent; False if it can't be."""
        try:
            self.room.expect(draft)
            await asyncio.to_thread(write_draft, self.files.data_dir, draft)
        except OSError as error:
            log.error("messages can't be kept", error=str(error))
            return False
        return True

    def finish(self, draft: Draft) -> None:
        """Deliver what was recorded, if somebody spoke; in the background, and surely."""
        self._deliveries.start(self._deliver(draft), name=draft.id)

    async def _deliver(self, draft: Draft) -> None:
        try:
            async with self._together:
                message = await self._intake.take_in(draft)
        finally:
            self.room.expect_no_more(draft.id)
        if message is not None:
            self.received[message.company] += 1
            await self._arrived(message)

    async def _arrived(self, message: Message) -> None:
        await self.load()
        data: dict[str, object] = {
            "mailbox": message.mailbox,
            "message": message.id,
            "caller": message.caller,
            "seconds": message.seconds,
        }
        self._publish(message.company, "voicemail.received", data)
        await self._retention.warn(message.key)
        await self._webhooks.round()

    # -- listening

    async def messages(self, key: BoxKey) -> list[Message]:
        """A mailbox's messages as they are listened to."""
        return in_order(await self.store.of(key))

    async def mark(self, message_id: str, state: MessageState, *, by: str) -> Message:
        """Make a message new or old."""
        action = "heard" if state is MessageState.OLD else "marked new"
        return await self._changed(message_id, action, by=by, state=state.value)

    async def remove(self, message_id: str, *, by: str) -> Message:
        """Put a message into the bin, from where `restore` brings it back for a while."""
        return await self._changed(message_id, "removed", by=by, removed=self._now())

    async def restore(self, message_id: str, *, by: str) -> Message:
        """Bring a message back from the bin."""
        return await self._changed(message_id, "restored", by=by, removed=None)

    async def erase(self, message: Message, *, by: str, why: str) -> None:
        """Remove a message for ever: its files, its mails that wait, its row.

        Raises:
            OSError: a file can't be removed; then the message stays as it is.
        """
        for name in (message.file, str(Path(message.file).with_suffix(".mp3"))):
            await asyncio.to_thread(self.files.remove, name)
        await self.store.erase(message, by=by, now=self._now(), why=why)
        await self.load()

    async def _changed(self, message_id: str, action: str, *, by: str, **values: object) -> Message:
        message = await self.store.change(message_id, action, by=by, now=self._now(), **values)
        await self.load()
        return message

    async def forward(
        self, message: Message, to: Mailbox, *, by: str, introduction: bytes | None = None
    ) -> Message:
        """Put a copy into another mailbox of the company, perhaps with some words before it.

        Raises:
            MailboxFull: there is no room in it.
            OSError: the recording can't be read.
        """
        key = BoxKey(message.company, to.name)
        if self.room.refusal(key, to) is not None:
            raise MailboxFull(key)
        wav = await asyncio.to_thread(self.files.read, message.file)
        if introduction is not None:
            wav = audio.joined(introduction, wav)
        copy_id = new_id()
        copy = replace(
            message,
            id=copy_id,
            mailbox=to.name,
            file=str(folder_of(message.company) / f"{copy_id}-1.wav"),
            seconds=round(audio.measure(wav).seconds, 2),
            state=MessageState.NEW,
            removed=None,
            forwarded_by=by,
            webhook="",
            webhook_attempts=0,
            webhook_next=None,
            webhook_answer="",
            webhook_since=None,
        )
        copy = await self._intake.put(copy, wav, by=by, draft=None)
        await self._arrived(copy)
        return copy

    async def resend(self, message: Message) -> Resent:
        """Send the mails about a message once more, and call its webhook again."""
        count = 0
        for posted in await self.mail.outbox.about([message.id]):
            count += await self.mail.resend(posted.mail.id)
        return Resent(count, await self._webhooks.again(message))


class MailboxFull(Exception):
    """There is no room for another message."""

    def __init__(self, key: BoxKey) -> None:
        super().__init__(f"the mailbox {key.mailbox} of {key.company} is full")
        self.key = key
