"""Callbacks at work: takes requests, holds their places, and has the people called."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from secrets import token_hex

import structlog

from ringtree.callbacks.callback import Callback, CallbackState, Source
from ringtree.callbacks.calls import CallbackCalls
from ringtree.callbacks.holding import Holding
from ringtree.callbacks.ledger import Ledger
from ringtree.callbacks.rules import NotOffered
from ringtree.callbacks.store import CallbackStore
from ringtree.callbacks.terms import Terms
from ringtree.calls.exchange import Exchange
from ringtree.company.model import Company
from ringtree.company.prompt import Language
from ringtree.flows.callbacks import CallbackAnswer, CallbackRequest
from ringtree.flows.service import CallService
from ringtree.flows.world import World
from ringtree.queues.needs import NO_NEEDS, Needs
from ringtree.queues.service import QueueService
from ringtree.routing.e164 import BadNumber, e164
from ringtree.storage.database import DatabaseFailure

log = structlog.get_logger(__name__)

#: No more callbacks of one company are open at once: a flood of requests stays a flood of rows.
MOST_OPEN = 1000


class TooManyOpen(Exception):
    """A company has as many callbacks open as it may."""

    def __init__(self, company: str) -> None:
        super().__init__(f"{company} has {MOST_OPEN} callbacks open: no more are taken for now")
        self.company = company


def _utc_now() -> datetime:
    return datetime.now(UTC)


class CallbackService:
    """The callbacks of every company. Implements the carriers' `Desk` and the tree's."""

    __slots__ = (
        "_exchange",
        "_holding",
        "_ledger",
        "_now",
        "_queues",
        "_store",
        "_terms",
        "calls",
    )

    def __init__(
        self,
        store: CallbackStore,
        queues: QueueService,
        exchange: Exchange,
        *,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        """`serve_with` is to be called before the first callback is due."""
        self._store = store
        self._queues = queues
        self._exchange = exchange
        self._now = now
        self._ledger = Ledger(store, exchange.tasks)
        self._terms = Terms(exchange.directory, now)
        self.calls = CallbackCalls(exchange, now)
        self._holding = Holding(self._ledger, self._terms, self.calls, queues, exchange, now)

    @property
    def listeners(self) -> list[Callable[[Callback], None]]:
        """Told of every change."""
        return self._ledger.listeners

    def serve_with(self, calls: CallService, world: World) -> None:
        """Who runs the calls of those who were reached, and what is open when."""
        self.calls.service, self._terms.world = calls, world

    def stop(self) -> None:
        """Call nobody any more: the server stops, and a later one goes on."""
        self._holding.stop()

    # -- requests

    async def request(
        self,
        company: str,
        queue: str,
        number: str,
        *,
        source: Source,
        by: str,
        name: str = "",
        language: Language | None = None,
        needs: Needs = NO_NEEDS,
        resumes: str | None = None,
    ) -> tuple[Callback, bool]:
        """Promise to call somebody back; the callback, and whether it is new.

        A number that is to be called back by the queue already is not called twice. `resumes` is
        the call that may have left the queue just now: its place is kept, with what went with it.

        Raises:
            NotOffered: the queue calls nobody back, or there is no such queue.
            BadNumber: it can't be called.
            TooManyOpen: no more are taken for now.
            DatabaseFailure: the promise can't be kept; nothing has changed.
        """
        snapshot = self._exchange.directory.company(company)
        found = snapshot.company.queues.get(queue) if snapshot is not None else None
        if snapshot is None or found is None or found.callbacks is None:
            raise NotOffered(queue)
        wanted = e164(number, snapshot.company.main_number)
        if (known := self._ledger.find(company, queue, wanted)) is not None:
            return known, False
        if len(self._ledger.open(company)) >= MOST_OPEN:
            raise TooManyOpen(company)
        callback = Callback(
            id=token_hex(8),
            company=company,
            queue=queue,
            number=wanted,
            name=name,
            language=language or found.language or snapshot.company.language,
            needs=self._needs(company, queue, needs, resumes),
            source=source,
            by=by,
            requested=self._now(),
        )
        await self._ledger.add(callback)
        self._holding.hold(callback, resumes)
        return self._ledger.known.get(callback.id, callback), True

    def _needs(self, company: str, queue: str, needs: Needs, resumes: str | None) -> Needs:
        """What the caller needs now, and what the caller needed in the queue before."""
        queues = self._queues.company(company)
        before = (
            queues.places.needs_of_left(queue, resumes) if queues is not None and resumes else None
        )
        return needs if before is None else needs.over(before)

    async def ask(self, company: str, request: CallbackRequest) -> CallbackAnswer:
        """A caller asks in the tree; see `CallbackDesk.ask`."""
        try:
            _, is_new = await self.request(
                company,
                request.queue,
                request.number,
                source=Source.CALL,
                by=request.call,
                name=request.name,
                language=request.language,
                needs=Needs(priority=request.priority),
                resumes=request.call,
            )
        except BadNumber:
            return CallbackAnswer.BAD_NUMBER
        except (NotOffered, TooManyOpen, *DatabaseFailure) as error:
            log.warning("callback not taken", company=company, error=str(error))
            return CallbackAnswer.NOT_OFFERED
        return CallbackAnswer.ACCEPTED if is_new else CallbackAnswer.KNOWN

    async def cancel(self, company: str, callback_id: str) -> Callback:
        """Take a callback back; what it is then.

        Raises:
            UnknownCallback: there is none.
            DatabaseFailure: it can't be written.
        """
        callback = await self._store.cancel(company, callback_id, self._now())
        self._holding.cancelled(callback_id)
        return callback

    async def listing(
        self,
        company: str,
        *,
        state: CallbackState | None = None,
        limit: int = 100,
        before: tuple[datetime, str] | None = None,
    ) -> list[Callback]:
        """The newest, open or over; those after a place in the list, if it is given.

        Raises:
            DatabaseFailure: it can't be read.
        """
        return await self._store.listing(company, state=state, limit=limit, before=before)

    def open(self, company: str) -> list[Callback]:
        """Those that are still to be called, in the order they were asked for."""
        return self._ledger.open(company)

    # -- what others changed, and what a former process left

    async def load(self, company: str | None) -> None:
        """Take over what another process asked for or cancelled.

        Raises:
            DatabaseFailure: it can't be read.
        """
        await self._ledger.look(company, lambda one: self._holding.hold(one, None), self._gone)

    def _gone(self, callback_id: str) -> None:
        """Another process has cancelled it, or is about to store it."""
        if callback_id in self._holding:
            self._holding.cancelled(callback_id)

    def configure(self, company: Company) -> None:
        """Hold the places of those who have none yet, after a revision was taken over."""
        for callback in self.open(company.code):
            if callback.id not in self._holding:
                self._holding.hold(callback, None)
