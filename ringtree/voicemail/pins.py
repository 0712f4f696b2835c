"""The PINs that open mailboxes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ringtree.company.mailbox import Mailbox
from ringtree.company.model import Company
from ringtree.storage.pins import PinVerdict, StoredPins
from ringtree.voicemail.message import BoxKey
from ringtree.voicemail.pin_rules import PinObjection, objection
from ringtree.voicemail.store import MessageStore


class MailboxPins:
    """Sets and judges them, and notes both. Every method may raise `DatabaseFailure`."""

    def __init__(
        self, stored: StoredPins, store: MessageStore, now: Callable[[], datetime]
    ) -> None:
        self._stored = stored
        self._store = store
        self._now = now

    async def check(self, key: BoxKey, box: Mailbox, pin: str) -> PinVerdict:
        """Judge a PIN; wrong ones are noted for those who look after the company."""
        verdict = await self._stored.check(key.company, holder_of(box), pin)
        if verdict is not PinVerdict.RIGHT:
            await self._store.note(key, f"PIN {verdict.value}", by="", now=self._now())
        return verdict

    async def has(self, key: BoxKey, box: Mailbox) -> bool:
        """Whether the mailbox has a PIN."""
        return await self._stored.has_pin(key.company, holder_of(box))

    async def set(
        self, company: Company, box: Mailbox, pin: str, *, by: str
    ) -> PinObjection | None:
        """Set the PIN, or say why it would be guessed."""
        if (why := objection(pin, numbers_of(company, box))) is not None:
            return why
        await self._stored.set_pin(company.code, holder_of(box), pin)
        await self._note(company, box, "PIN set", by)
        return None

    async def remove(self, company: Company, box: Mailbox, *, by: str) -> bool:
        """Take the PIN away: from outside the mailbox is then shut. Whether there was one."""
        had = await self._stored.remove(company.code, holder_of(box))
        if had:
            await self._note(company, box, "PIN removed", by)
        return had

    async def _note(self, company: Company, box: Mailbox, what: str, by: str) -> None:
        await self._store.note(BoxKey(company.code, box.name), what, by=by, now=self._now())


def holder_of(box: Mailbox) -> str:
    """Whose PIN opens a mailbox: a person has one for everything."""
    return box.person or box.name


def numbers_of(company: Company, box: Mailbox) -> tuple[str, ...]:
    """The numbers that people know of a mailbox, which its PIN must not be."""
    person = company.person(box.person) if box.person else None
    own = (box.person, box.dial, person.number if person else None)
    return tuple(filter(None, (*own, *(one.number for one in company.numbers))))
