"""Telling a company's server of each message, until it has taken it or days have passed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from ringtree.company.mailbox import Mailbox, MailboxWebhook
from ringtree.company.model import Company
from ringtree.mail.mail import DeliveryState
from ringtree.mail.retry import is_given_up, pause_after
from ringtree.voicemail.message import Message
from ringtree.voicemail.store import MessageStore

#: What the server said, and whether it has taken the message: from 200 to 299.
CallWebhook = Callable[[str, MailboxWebhook, Mapping[str, Any]], Awaitable[tuple[bool, str]]]
GIVE_UP_AFTER = timedelta(days=2)


class Webhooks:
    """Calls those that are due. Without `call` there is nobody who could."""

    def __init__(
        self,
        store: MessageStore,
        find: Callable[[str, str], tuple[Company, Mailbox] | None],
        call: CallWebhook | None,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._find = find
        self._call = call
        self._now = now

    async def round(self) -> None:
        """One attempt for each message whose time has come."""
        if self._call is None:
            return
        for message in await self._store.webhooks_due(self._now()):
            found = self._find(message.company, message.mailbox)
            hook = found[1].webhook if found else None
            if hook is None:
                await self._note(message, DeliveryState.GIVEN_UP, "the mailbox has none any more")
                continue
            is_taken, answer = await self._call(message.company, hook, facts_of(message))
            await self._judge(message, is_taken, answer)

    async def again(self, message: Message) -> bool:
        """Have it called once more, with days of attempts as for a new message.

        False if there is nothing to call: the message never had a webhook, or its mailbox has
        none any more.
        """
        found = self._find(message.company, message.mailbox)
        if not message.webhook or found is None or found[1].webhook is None:
            return False
        now = self._now()
        await self._store.note_webhook(
            message.id,
            webhook=DeliveryState.WAITING.value,
            webhook_answer="",
            webhook_attempts=0,
            webhook_next=now,
            webhook_since=now,
        )
        return True

    async def _judge(self, message: Message, is_taken: bool, answer: str) -> None:
        attempts, now = message.webhook_attempts + 1, self._now()
        since = message.webhook_since or message.started
        if is_taken:
            state = DeliveryState.ACCEPTED
        elif is_given_up(since, attempts, now, GIVE_UP_AFTER):
            state = DeliveryState.GIVEN_UP
        else:
            state = DeliveryState.WAITING
        await self._note(message, state, answer, attempts, now + pause_after(attempts))

    async def _note(
        self,
        message: Message,
        state: DeliveryState,
        answer: str,
        attempts: int = 0,
        following: datetime | None = None,
    ) -> None:
        await self._store.note_webhook(
            message.id,
            webhook=state.value,
            webhook_answer=answer[:500],
            webhook_attempts=attempts or message.webhook_attempts,
            webhook_next=following,
        )


def facts_of(message: Message) -> dict[str, Any]:
    """What a server is told; the recording is to be had from the API by its id."""
    return {
        "event": "voicemail.received",
        "message": message.id,
        "mailbox": message.mailbox,
        "company": message.company,
        "call": message.call,
        "caller": message.caller,
        "caller_name": message.caller_name,
        "called": message.called,
        "started": message.started.isoformat(),
        "seconds": message.seconds,
        "is_urgent": message.is_urgent,
        "path": list(message.path),
        "transcript": message.transcript,
    }
