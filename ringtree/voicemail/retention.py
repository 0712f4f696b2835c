"""What goes by itself: expired messages, the bin, what the mail has taken over; and warnings."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from ringtree.company.mailbox import Mailbox
from ringtree.company.model import Company
from ringtree.mail.mail import DeliveryState, Mail, Posted
from ringtree.voicemail import words
from ringtree.voicemail.letter import KIND
from ringtree.voicemail.message import BoxKey, Message

if TYPE_CHECKING:
    from ringtree.voicemail.service import VoicemailService

log = structlog.get_logger(__name__)

#: Between two looks for what is too old.
PAUSE = timedelta(minutes=1)
#: Days a message is kept whose mailbox is no longer in the document.
ORPHAN_DAYS = 30
#: From so much of the room on people are warned, once a day.
WARN_AT = 0.9
BY = "retention"


class Retention:
    """Keeps to the days, the bin and the quota."""

    def __init__(self, service: VoicemailService) -> None:
        self._service = service
        self._next = service.now()
        self._mailed = True

    def on_settled(self, posted: Posted) -> None:
        """A mail was accepted or refused somewhere."""
        if posted.mail.kind in (KIND, "digest"):
            self._mailed = True

    async def round(self) -> None:
        """Do what is due."""
        now = self._service.now()
        if self._mailed:
            self._mailed = False
            await self._remove_mailed()
        if now >= self._next:
            self._next = now + PAUSE
            await self._expire()

    async def _expire(self) -> None:
        now, service = self._service.now(), self._service
        for company in {key.company for key in service.room.known()}:
            for message in await service.store.of_company(company):
                found = service.find(company, message.mailbox)
                days = found[1].keep_days if found else ORPHAN_DAYS
                if (
                    message.removed is not None
                    and now - message.removed >= service.settings.bin_time
                ):
                    await self._erase(message, "it was in the bin long enough")
                elif now - message.started >= timedelta(days=days):
                    await self._expire_one(message, days)

    async def _expire_one(self, message: Message, days: int) -> None:
        """Not before its mails have come to an end, however long that takes."""
        posted = await self._service.mail.outbox.about([message.id])
        if all(one.state.is_settled for mail in posted for one in mail.deliveries):
            await self._erase(message, f"it was kept for {days} days")

    async def _erase(self, message: Message, why: str) -> None:
        try:
            await self._service.erase(message, by=BY, why=why)
        except OSError as error:
            log.error("a message can't be erased", message=message.id, error=str(error))

    async def _remove_mailed(self) -> None:
        """Only what every address has accepted goes, and only where that was asked for."""
        for company, box in self._service.boxes():
            if not box.remove_after_mail:
                continue
            for message in await self._service.store.of(BoxKey(company.code, box.name)):
                posted = await self._service.mail.outbox.about([message.id])
                states = [one.state for mail in posted for one in mail.deliveries]
                if states and all(state is DeliveryState.ACCEPTED for state in states):
                    await self._erase(message, "the mail has it")

    # -- warnings

    async def warn(self, key: BoxKey) -> None:
        """Tell a mailbox's people, once a day, that it or the company's room is almost full."""
        found = self._service.find(*key)
        if found is None or not found[1].mail:
            return
        company, box = found
        count, share = self._service.counts(key).total, self._service.room.used(key.company)
        if count >= WARN_AT * box.max_messages and box.max_messages > 1:
            values = {"title": box.title, "count": count, "most": box.max_messages}
            await self._send(company, box, "box", words.BOX_SUBJECT, words.BOX_TEXT, values)
        percent = 100 * share // self._service.settings.quota
        if percent >= 100 * WARN_AT:
            values = {"company": company.name, "percent": percent}
            await self._send(company, box, "quota", words.QUOTA_SUBJECT, words.QUOTA_TEXT, values)

    async def _send(
        self,
        company: Company,
        box: Mailbox,
        what: str,
        subject: words.Words,
        text: words.Words,
        values: dict[str, object],
    ) -> None:
        language = box.language or company.language
        day = self._service.now().date().isoformat()
        mail = Mail(
            id=f"vm-{what}-{company.code}-{box.name}-{day}"[:100],
            company=company.code,
            kind="voicemail-warning",
            to=box.mail,
            subject=subject[language].format(**values),
            text=text[language].format(**values),
            language=language,
        )
        await self._service.mail.enqueue(mail)
