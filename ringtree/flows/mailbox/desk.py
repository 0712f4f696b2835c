"""The live mailboxes, as one call sees them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import structlog

from ringtree.company.mailbox import Mailbox
from ringtree.flows.mailboxes import AboutCall, MailboxDesk, Take
from ringtree.flows.requests import Clip
from ringtree.storage.pins import PinVerdict
from ringtree.voicemail import audio
from ringtree.voicemail.draft import SCRATCH, Draft, folder_of, new_id
from ringtree.voicemail.greetings import GreetingKind
from ringtree.voicemail.message import BoxKey, Counts, Message, MessageState
from ringtree.voicemail.pin_rules import PinObjection
from ringtree.voicemail.service import MailboxFull, VoicemailService

log = structlog.get_logger(__name__)


class LiveMailboxes:
    """Implements `Mailboxes` over the voicemail service."""

    def __init__(self, service: VoicemailService) -> None:
        self._service = service

    def desk(self, company: str, about: Callable[[], AboutCall]) -> MailboxDesk:
        """Those of one company, for one call."""
        return LiveDesk(self._service, company, about)


class LiveDesk:
    """Implements `MailboxDesk`."""

    def __init__(
        self, service: VoicemailService, company: str, about: Callable[[], AboutCall]
    ) -> None:
        self._service = service
        self._company = company
        self._about = about
        self._drafts: dict[str, tuple[Draft, Mailbox]] = {}

    def counts(self, box: Mailbox) -> Counts:
        """See `MailboxDesk`."""
        return self._service.counts(self._key(box))

    def greeting(self, box: Mailbox, kind: GreetingKind) -> Clip | None:
        """See `MailboxDesk`."""
        found = self._service.greetings.find(self._key(box), kind, self._service.now())
        path = self._service.files.data_dir / found.file if found else None
        return Clip(path, f"{kind.value} greeting") if path and path.exists() else None

    async def begin(self, box: Mailbox) -> Take | None:
        """See `MailboxDesk`."""
        about, message_id = self._about(), new_id()
        draft = Draft(
            id=message_id,
            company=self._company,
            mailbox=box.name,
            call=about.call,
            caller=about.caller,
            caller_name=about.caller_name,
            called=about.called,
            started=self._service.now(),
            path=about.path,
            shortest=box.shortest,
            file="",
        ).with_take(1)
        if not await self._service.begin(draft, box):
            return None
        self._drafts[message_id] = (draft, box)
        return Take(message_id, draft.file)

    async def again(self, take: Take) -> Take | None:
        """See `MailboxDesk`."""
        draft, box = self._drafts[take.id]
        number = int(draft.file.rpartition("-")[2].removesuffix(".wav")) + 1
        fresh = draft.with_take(number)
        if not await self._service.renew(fresh):
            return None
        self._drafts[take.id] = (fresh, box)
        return Take(take.id, fresh.file)

    def holds(self, take: Take) -> bool:
        """See `MailboxDesk`."""
        return (self._service.files.data_dir / take.file).exists()

    def finish(self, take: Take, *, is_urgent: bool = False) -> None:
        """See `MailboxDesk`."""
        draft, _ = self._drafts.pop(take.id)
        self._service.finish(replace(draft, file=take.file, is_urgent=is_urgent))

    def scratch(self) -> Take:
        """See `MailboxDesk`."""
        folder = folder_of(self._company)
        (self._service.files.data_dir / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
        return Take("", str(folder / f"{SCRATCH}{new_id()}.wav"))

    async def listen(self, what: Take | Message) -> Clip | None:
        """See `MailboxDesk`."""
        try:
            path = await self._service.playing.playable(what.file)
        except OSError as error:
            log.error("a recording can't be played", file=what.file, error=str(error))
            return None
        return Clip(path, "message" if isinstance(what, Message) else "recording")

    def put_away(self, clip: Clip) -> None:
        """See `MailboxDesk`."""
        self._service.playing.put_away(clip.path)

    def drop(self, take: Take) -> None:
        """See `MailboxDesk`."""
        with contextlib.suppress(OSError):
            self._service.files.remove(take.file)

    async def messages(self, box: Mailbox) -> list[Message]:
        """See `MailboxDesk`."""
        return await self._service.messages(self._key(box))

    async def mark(self, message: Message, state: MessageState) -> None:
        """See `MailboxDesk`."""
        await self._service.mark(message.id, state, by=self._by)

    async def remove(self, message: Message) -> None:
        """See `MailboxDesk`."""
        await self._service.remove(message.id, by=self._by)

    async def restore(self, message: Message) -> None:
        """See `MailboxDesk`."""
        await self._service.restore(message.id, by=self._by)

    async def forward(self, message: Message, to: Mailbox, introduction: Take | None) -> bool:
        """See `MailboxDesk`."""
        try:
            words = self._read(introduction) if introduction else None
            await self._service.forward(message, to, by=self._by, introduction=words)
        except (MailboxFull, OSError) as error:
            log.warning("a message was not forwarded", message=message.id, error=str(error))
            return False
        return True

    async def has_pin(self, box: Mailbox) -> bool:
        """See `MailboxDesk`."""
        return await self._service.pins.has(self._key(box), box)

    async def check_pin(self, box: Mailbox, pin: str) -> PinVerdict:
        """See `MailboxDesk`."""
        return await self._service.pins.check(self._key(box), box, pin)

    async def set_pin(self, box: Mailbox, pin: str) -> PinObjection | None:
        """See `MailboxDesk`."""
        found = self._service.find(self._company, box.name)
        if found is None:
            return PinObjection.SIMPLE  # the mailbox went while its owner was in it
        return await self._service.pins.set(found[0], box, pin, by=self._by)

    async def set_greeting(
        self, box: Mailbox, kind: GreetingKind, take: Take, until: datetime | None
    ) -> bool:
        """See `MailboxDesk`."""
        try:
            sound = audio.to_alaw(self._read(take))
            await self._service.greeting_desk.set(
                self._key(box), kind, sound, by=self._by, until=until
            )
        except OSError as error:
            log.error("a greeting can't be kept", error=str(error))
            return False
        return True

    async def clear_greeting(self, box: Mailbox, kind: GreetingKind) -> bool:
        """See `MailboxDesk`."""
        return await self._service.greeting_desk.clear(self._key(box), kind, by=self._by)

    @property
    def _by(self) -> str:
        about = self._about()
        return f"phone {about.caller or 'withheld'}"

    def _key(self, box: Mailbox) -> BoxKey:
        return BoxKey(self._company, box.name)

    def _read(self, take: Take) -> bytes:
        return Path(self._service.files.data_dir / take.file).read_bytes()
