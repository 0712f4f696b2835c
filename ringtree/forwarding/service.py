"""The book of everybody's wishes: read for each call, changed by people from anywhere."""

from __future__ import annotations

from collections.abc import Callable

from ringtree.company.model import Company
from ringtree.events import EventBus
from ringtree.forwarding.rules import NO_WISHES, Wishes, check
from ringtree.storage.forwardings import Forwardings


class ForwardingBook:
    """What people have said, in memory; a change is in the database before it holds."""

    __slots__ = ("_events", "_store", "_wishes", "listeners")

    def __init__(self, store: Forwardings, events: EventBus) -> None:
        self._store = store
        self._events = events
        self._wishes: dict[str, dict[str, Wishes]] = {}
        self.listeners: list[Callable[[str, str, Wishes], None]] = []
        """Told a company's code, an internal number and the wishes that hold from now on."""

    def of(self, company: str, extension: str) -> Wishes:
        """One person's wishes."""
        return self._wishes.get(company, {}).get(extension, NO_WISHES)

    async def set(self, company: Company, extension: str, wishes: Wishes, *, author: str) -> None:
        """Change one person's wishes.

        Raises:
            BadForwarding: they can't be carried out.
            DatabaseFailure: they can't be kept; the old ones still hold.
        """
        check(company, extension, wishes)
        stored = None if wishes.is_empty else wishes.to_dict()
        await self._store.set(company.code, extension, stored, author=author)
        self._wishes.setdefault(company.code, {})[extension] = wishes
        self._tell(company.code, extension)
        facts = {"extension": extension, **wishes.to_dict()}
        self._events.publish(company.code, "forwarding.changed", facts)

    async def load(self, company: str | None) -> None:
        """Take over what is stored.

        Raises:
            DatabaseFailure: it can't be read.
        """
        found = {
            code: {extension: Wishes.from_dict(one) for extension, one in people.items()}
            for code, people in (await self._store.all(company)).items()
        }
        before = self._wishes
        if company is None:
            self._wishes = found
        else:
            self._wishes = {**before, company: found.get(company, {})}
        for code in (*before, *found) if company is None else (company,):
            for extension in {*before.get(code, ()), *self._wishes.get(code, ())}:
                if self.of(code, extension) != before.get(code, {}).get(extension, NO_WISHES):
                    self._tell(code, extension)

    def _tell(self, company: str, extension: str) -> None:
        for listener in self.listeners:
            listener(company, extension, self.of(company, extension))


class NoForwarding:
    """Nobody has said anything, and nobody can: for simulations and tests."""

    def of(self, company: str, extension: str) -> Wishes:
        """Nothing."""
        return NO_WISHES

    async def set(self, company: Company, extension: str, wishes: Wishes, *, author: str) -> None:
        """Check them, and forget them."""
        check(company, extension, wishes)
