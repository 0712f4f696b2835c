"""From a draft to a message in its mailbox, with its mails in the outbox, in one transaction."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import structlog

from ringtree.company.mailbox import Mailbox
from ringtree.company.model import Company
from ringtree.mail.service import MailService
from ringtree.prompts.tool import ToolError
from ringtree.storage.database import DatabaseFailure
from ringtree.voicemail import audio
from ringtree.voicemail.draft import Draft, forget_draft
from ringtree.voicemail.files import MessageFiles
from ringtree.voicemail.letter import SoundFile, letter
from ringtree.voicemail.message import Message
from ringtree.voicemail.store import MessageStore
from ringtree.voicemail.transcription import Recogniser

log = structlog.get_logger(__name__)

#: Seconds between attempts to write a message into a database that is away or full.
PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)

Where = Callable[[str, str], tuple[Company, Mailbox] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The parts it takes. `where` finds a mailbox in the published documents."""

    store: MessageStore
    files: MessageFiles
    mail: MailService
    recogniser: Recogniser
    where: Where
    link: str
    now: Callable[[], datetime]

    async def take_in(self, draft: Draft) -> Message | None:
        """Deliver a draft; None if nobody said anything. Waits for a database that is away.

        Whenever it is cut off it can be begun again: the message has one id throughout.
        """
        wav, measured, draft = await asyncio.to_thread(self._best, draft)
        if measured.speech < draft.shortest:
            log.info("nothing was said", mailbox=draft.mailbox, speech=measured.speech)
            await asyncio.to_thread(self._forget, draft, keep="")
            return None
        message = _message_of(draft, measured)
        return await self.put(message, wav, by=draft.caller or "caller", draft=draft)

    async def put(self, message: Message, wav: bytes, *, by: str, draft: Draft | None) -> Message:
        """Put a recording into its mailbox as `message.file`."""
        found = self.where(message.company, message.mailbox)
        sound: SoundFile | None = None
        size = await asyncio.to_thread(self._sealed, message.file, wav)
        if found is None:
            log.warning("a message for a mailbox that is gone", mailbox=message.mailbox)
        else:
            company, box = found
            if box.transcribe and not message.transcript:
                language = box.language or company.language
                text = await self.recogniser.transcribe(wav, language)
                message = replace(message, transcript=text)
            if box.mail and box.attach != "none":
                sound, more = await self._sound(message, wav, box)
                size += more
            if box.webhook is not None:
                now = self.now()
                message = replace(message, webhook="waiting", webhook_next=now, webhook_since=now)
        message = replace(message, size=size)
        await self._store(message, found, sound, by)
        if draft is not None:
            await asyncio.to_thread(self._forget, draft, keep=message.file)
        self.mail.look()
        return message

    def _best(self, draft: Draft) -> tuple[bytes, audio.Measured, Draft]:
        """The take that was chosen, or, if nobody spoke in it, the last in which somebody did."""
        folder = (self.files.data_dir / draft.file).parent
        others = sorted((one.name for one in folder.glob(f"{draft.id}-*.wav")), reverse=True)
        names = [draft.file, *(str(Path(draft.file).with_name(one)) for one in others)]
        for name in dict.fromkeys(names):
            wav = self._recorded(name)
            measured = audio.measure(wav)
            if measured.speech >= draft.shortest:
                return wav, measured, replace(draft, file=name)
        return b"", audio.Measured(0, 0), draft

    def _recorded(self, name: str) -> bytes:
        path = self.files.data_dir / name
        try:
            if not path.read_bytes().startswith(b"RIFF"):
                return self.files.read(name)  # sealed already: we were cut off after that
            audio.repair(path)
            return path.read_bytes()
        except FileNotFoundError:
            return b""

    def _sealed(self, name: str, wav: bytes) -> int:
        """Write the recording as it is to stay; its size."""
        try:
            return self.files.write(name, wav)
        except OSError as error:
            # What was recorded is there; that it is plain is better than that it is gone.
            log.error("a message could not be written anew", file=name, error=str(error))
            return (self.files.data_dir / name).stat().st_size

    async def _sound(self, message: Message, wav: bytes, box: Mailbox) -> tuple[SoundFile, int]:
        """What goes with the mail, and how many bytes it takes beside the recording."""
        plain = SoundFile(message.file, "audio/wav", ".wav")
        if box.attach == "wav":
            return plain, 0
        name = str(Path(message.file).with_suffix(".mp3"))
        try:
            content = await audio.to_mp3(wav)
            return SoundFile(name, "audio/mpeg", ".mp3"), await asyncio.to_thread(
                self.files.write, name, content
            )
        except (ToolError, OSError) as error:
            log.warning("a message goes as WAV", message=message.id, error=str(error))
            return plain, 0

    async def _store(
        self,
        message: Message,
        found: tuple[Company, Mailbox] | None,
        sound: SoundFile | None,
        by: str,
    ) -> None:
        mails = []
        if found is not None and found[1].mail:
            company, box = found
            link = f"{self.link}/journal/{message.call}" if self.link else ""
            one = letter(message, box, company, sound=sound, link=link)
            mails.append((one, self.mail.settings.sender_of(company.code)))
        attempt = 0
        while True:
            try:
                await self.store.add(message, mails, by=by, now=self.now())
                return
            except DatabaseFailure as error:
                log.error("a message waits for the database", message=message.id, error=str(error))
            await asyncio.sleep(PAUSES[min(attempt, len(PAUSES) - 1)])
            attempt += 1

    def _forget(self, draft: Draft, *, keep: str) -> None:
        """Remove the draft's note and every take but the one that is kept."""
        folder = (self.files.data_dir / draft.file).parent
        with contextlib.suppress(OSError):
            for path in folder.glob(f"{draft.id}-*.wav"):
                if path.name != Path(keep).name:
                    path.unlink(missing_ok=True)
            forget_draft(self.files.data_dir, draft)


def _message_of(draft: Draft, measured: audio.Measured) -> Message:
    return Message(
        id=draft.id,
        company=draft.company,
        mailbox=draft.mailbox,
        call=draft.call,
        caller=draft.caller,
        caller_name=draft.caller_name,
        called=draft.called,
        started=draft.started,
        seconds=round(measured.seconds, 2),
        speech=measured.speech,
        path=draft.path,
        file=draft.file,
        size=0,
        is_urgent=draft.is_urgent,
        forwarded_by=draft.forwarded_by,
    )
