"""Presence at work: takes people's words, adds what clock and phones say, tells the queues."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import structlog

from ringtree.calls.exchange import Exchange
from ringtree.company.model import Company, Person, split_account
from ringtree.presence.automatic import by_hours, by_missed, by_phone, by_quiet
from ringtree.presence.said import Said, check, nothing_said, reason_title
from ringtree.presence.store import PresenceStore
from ringtree.queues.agent import Presence
from ringtree.queues.service import QueueService
from ringtree.schedules.override import Override
from ringtree.storage.database import DatabaseFailure

log = structlog.get_logger(__name__)

#: Seconds between two looks whether somebody's hours have begun or ended.
LOOK = 10.0

Overrides = Callable[[str, str], Override | None]


def _utc_now() -> datetime:
    return datetime.now(UTC)


class PresenceService:
    """Everybody's presence, in memory as it is in the database."""

    __slots__ = (
        "_exchange",
        "_known",
        "_now",
        "_override",
        "_queues",
        "_quiet",
        "_store",
        "listeners",
    )

    def __init__(
        self,
        store: PresenceStore,
        queues: QueueService,
        exchange: Exchange,
        *,
        override: Overrides,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._store = store
        self._queues = queues
        self._exchange = exchange
        self._override = override
        self._now = now
        self._known: dict[tuple[str, str], Said] = {}
        self._quiet: dict[tuple[str, str], datetime] = {}
        """Who wants to be left alone, and since when that is known."""
        self.listeners: list[Callable[[Said], None]] = []
        """Told of every change."""
        exchange.registrar.listen(self._on_reachable)

    # -- what is said

    def of(self, company: str, extension: str) -> Said:
        """What holds now; who never said anything is ready."""
        return self._known.get((company, extension)) or nothing_said(company, extension)

    def heeded(self, company: str, extension: str) -> Said:
        """What the queues go by: the last word, unless the person wants to be left alone."""
        return by_quiet(self.of(company, extension), self._quiet.get((company, extension)))

    def disturbed(self, company: str, extension: str, *, may_be: bool) -> None:
        """Whether somebody's phones may ring: *do not disturb* is off, or on."""
        who = (company, extension)
        if may_be is (who not in self._quiet):
            return
        if may_be:
            del self._quiet[who]
        else:
            self._quiet[who] = self._now()
        said = self.heeded(company, extension)
        self._tell(said)
        for listener in self.listeners:
            listener(said)

    async def say(
        self,
        company: str,
        extension: str,
        presence: Presence,
        *,
        reason: str | None = None,
        by: str,
    ) -> Said:
        """Change somebody's presence; what holds then.

        Raises:
            UnknownPerson, UnknownReason: it can't be meant.
            DatabaseFailure: it can't be kept; nothing has changed.
        """
        said = Said(
            company=company,
            extension=extension,
            presence=presence,
            reason=reason if presence is Presence.NOT_READY else None,
            by=by,
            at=self._now(),
        )
        if (published := self._exchange.directory.company(company)) is not None:
            check(published.company, said)
        await self._keep(said)
        return said

    async def _keep(self, *said: Said) -> None:
        news = [one for one in said if one != self.of(one.company, one.extension)]
        await self._store.keep(*news)
        for one in news:
            self._take(one)

    def end_wrap_up(self, company: str, extension: str) -> bool:
        """Somebody has written enough; False: there was no wrap-up."""
        queues = self._queues.company(company)
        return queues is not None and queues.end_wrap_up(extension)

    def extend_wrap_up(self, company: str, extension: str, seconds: float) -> bool:
        """Somebody needs so many seconds more to write; False: there was no wrap-up."""
        queues = self._queues.company(company)
        return queues is not None and queues.extend_wrap_up(extension, seconds)

    # -- what others changed

    async def load(self, company: str | None) -> None:
        """Take over what is stored, of one company or all.

        Raises:
            DatabaseFailure: it can't be read.
        """
        for said in (await self._store.current(company)).values():
            held = self._known.get((said.company, said.extension))
            if held is None or (held != said and held.at <= said.at):
                self._take(said)

    def configure(self, company: Company) -> None:
        """Tell the queues everybody's presence, after a revision was taken over."""
        for person in company.people:
            self._tell(self.heeded(company.code, person.extension))

    def _take(self, said: Said) -> None:
        self._known[said.company, said.extension] = said
        self._tell(self.heeded(said.company, said.extension))
        for listener in self.listeners:
            listener(said)

    def _tell(self, said: Said) -> None:
        snapshot = self._exchange.directory.company(said.company)
        if snapshot is not None:
            title = reason_title(snapshot.company, said.reason, snapshot.company.language)
            self._queues.presence(said.company, said.extension, said.presence, title)

    # -- what changes by itself

    def missed(self, company: str, extension: str) -> None:
        """Too many offers in a row were not answered."""
        said = by_missed(self.of(company, extension), self._now())
        self._later(said)

    def _on_reachable(self, account: str, reachable: bool) -> None:
        parts = split_account(account)
        if parts is None or parts not in self._known:
            return  # who never said anything need not be told ready by a phone
        self._later(by_phone(self.of(*parts), reachable, self._now()))

    def _later(self, said: Said | None) -> None:
        """Heed a change at once, and keep it soon."""
        if said is None:
            return
        self._take(said)
        self._exchange.tasks.start(self._store_soon(said), name=f"presence {said.extension}")

    async def _store_soon(self, said: Said) -> None:
        try:
            await self._store.keep(said)
        except DatabaseFailure as error:
            log.error("presence not kept", extension=said.extension, error=str(error))

    async def run(self) -> None:
        """Watch people's hours, until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK)

    async def look(self) -> None:
        """Change the presence of those whose hours have begun or ended."""
        now = self._now()
        changes = [
            said
            for snapshot in self._exchange.directory.companies()
            for person in snapshot.company.people
            if person.hours and (said := self._by_hours(snapshot.company, person, now)) is not None
        ]
        try:
            await self._keep(*changes)
        except DatabaseFailure as error:
            log.error("presence by hours not kept", people=len(changes), error=str(error))

    def _by_hours(self, company: Company, person: Person, now: datetime) -> Said | None:
        schedule = company.schedules.get(person.hours or "")
        if schedule is None:
            return None
        said = self.of(company.code, person.extension)
        override = self._override(company.code, schedule.name)
        return by_hours(said, schedule.hours(company.timezone), now, override)

    def reconcile(self) -> None:
        """After a start: phones that did not come back while nobody listened."""
        for (company, extension), said in tuple(self._known.items()):
            found = self._exchange.directory.company(company)
            if found is None or found.company.person(extension) is None:
                continue
            reachable = self._exchange.registrar.is_reachable(found.company.account(extension))
            self._later(by_phone(said, reachable, self._now()))
