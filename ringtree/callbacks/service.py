"""Callbacks at work: takes requests, holds their places, and has the people called."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex

import structlog

from ringtree.callbacks.callback import Callback, CallbackState, Source
from ringtree.callbacks.carrier import Carrier, Work
from ringtree.callbacks.rules import NotOffered, first_attempt, last_moment, next_attempt
from ringtree.callbacks.store import CallbackStore
from ringtree.calls.attempt import Attempt
from ringtree.calls.call import Call, new_call_id
from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.exchange import Exchange
from ringtree.calls.presentation import Presentation
from ringtree.calls.timeline import Timeline, termination
from ringtree.company.callbacks import Callbacks
from ringtree.company.model import Company
from ringtree.company.prompt import Language
from ringtree.flows.callbacks import CallbackAnswer, CallbackRequest
from ringtree.flows.outcome import outcome_of_cause
from ringtree.flows.service import CallService
from ringtree.flows.trace import FlowTrace
from ringtree.flows.world import World
from ringtree.queues.errors import UnknownQueue
from ringtree.queues.needs import NO_NEEDS, Needs
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.service import QueueService
from ringtree.records.record import CallRecord, Direction
from ringtree.routing.choice import IsOpen
from ringtree.routing.e164 import BadNumber, e164
from ringtree.schedules.hours import Hours
from ringtree.schedules.override import Override
from ringtree.storage.database import DatabaseFailure

log = structlog.get_logger(__name__)

#: No more callbacks of one company are open at once: a flood of requests stays a flood of rows.
MOST_OPEN = 1000
#: Seconds between two attempts to store a change while the database is away.
RETRY = 5.0


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
        "_calls",
        "_carriers",
        "_deadlines",
        "_ending",
        "_exchange",
        "_known",
        "_lock",
        "_now",
        "_queues",
        "_store",
        "_world",
        "listeners",
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
        self._known: dict[str, Callback] = {}
        self._carriers: dict[str, Carrier] = {}
        self._deadlines: dict[str, asyncio.TimerHandle] = {}
        """When promises become too old."""
        self._ending: set[str] = set()
        """Over, but not yet in the database: a look there must not begin them anew."""
        self._lock = asyncio.Lock()
        self._calls: CallService
        self._world = World()
        self.listeners: list[Callable[[Callback], None]] = []
        """Told of every change."""

    def serve_with(self, calls: CallService, world: World) -> None:
        """Who runs the calls of those who were reached, and what is open when."""
        self._calls, self._world = calls, world

    def stop(self) -> None:
        """Call nobody any more: the server stops, and a later one goes on."""
        for deadline in self._deadlines.values():
            deadline.cancel()
        for carrier in self._carriers.values():
            carrier.stop()

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
        for one in self._known.values():
            if (one.company, one.queue, one.number) == (company, queue, wanted):
                return one, False
        if sum(one.company == company for one in self._known.values()) >= MOST_OPEN:
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
        self._known[callback.id] = callback  # before the first await: no second one of the number
        try:
            await self._store.keep(callback)
        except BaseException:
            del self._known[callback.id]
            raise
        self._tell(callback)
        self._hold(callback, resumes)
        return self._known.get(callback.id, callback), True

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
        self._cancelled(callback_id)
        return callback

    async def listing(
        self, company: str, *, state: CallbackState | None = None, limit: int = 100
    ) -> list[Callback]:
        """The newest, open or over.

        Raises:
            DatabaseFailure: it can't be read.
        """
        return await self._store.listing(company, state=state, limit=limit)

    def open(self, company: str) -> list[Callback]:
        """Those that are still to be called, in the order they were asked for."""
        found = [one for one in self._known.values() if one.company == company]
        return sorted(found, key=lambda one: one.requested)

    # -- what others changed, and what a former process left

    async def load(self, company: str | None) -> None:
        """Take over what another process asked for or cancelled.

        Raises:
            DatabaseFailure: it can't be read.
        """
        async with self._lock:
            stored = {one.id: one for one in await self._store.waiting(company)}
            for callback in stored.values():
                if callback.id not in self._known and callback.id not in self._ending:
                    self._known[callback.id] = callback
                    self._hold(callback, None)
            for known in [one for one in self._known.values() if company in (None, one.company)]:
                if known.id not in stored and known.id in self._carriers:
                    self._cancelled(known.id)

    def configure(self, company: Company) -> None:
        """Hold the places of those who have none yet, after a revision was taken over."""
        for callback in self.open(company.code):
            if callback.id not in self._carriers:
                self._hold(callback, None)

    def _cancelled(self, callback_id: str) -> None:
        callback = self._known.get(callback_id)
        if callback is None:
            return
        queues = self._queues.company(callback.company)
        if queues is not None and callback_id in self._carriers:
            queues.places.cancel(callback.entry_id)
        self._known.pop(callback_id, None)
        self._forget_deadline(callback_id)

    def _hold(self, callback: Callback, resumes: str | None) -> None:
        """Give a callback its place, or give it up where it can't have one."""
        queues = self._queues.company(callback.company)
        snapshot = self._exchange.directory.company(callback.company)
        if queues is None or snapshot is None:
            return  # held as soon as the company is known
        settings = self._settings(callback)
        at = first_attempt(callback, settings, self._now(), *self._hours(callback, settings))
        if at is None or callback.queue not in snapshot.company.queues:
            self._end(callback.id, CallbackState.UNREACHED)
            return
        carrier = self._carriers[callback.id] = Carrier(
            callback, self, queues, self._exchange.tasks
        )
        self._set_deadline(callback, settings)
        if queues.places.adopt(callback.entry_id, carrier):
            return
        wait = (at - self._now()).total_seconds()
        if wait > 0:
            self._exchange.tasks.start(
                self._hold_later(callback.id, wait), name=f"callback {callback.id} from later on"
            )
            return
        try:
            queues.places.hold(
                callback.entry_id,
                callback.queue,
                carrier,
                caller=callback.number,
                needs=callback.needs,
                resumes=resumes,
            )
        except UnknownQueue:
            self._end(callback.id, CallbackState.UNREACHED)

    async def _hold_later(self, callback_id: str, wait: float) -> None:
        """A request outside the hours takes its place when they begin."""
        await asyncio.sleep(wait)
        if (callback := self._known.get(callback_id)) is not None:
            self._hold(callback, None)

    def _set_deadline(self, callback: Callback, settings: Callbacks) -> None:
        self._forget_deadline(callback.id)
        left = (last_moment(callback, settings) - self._now()).total_seconds()
        self._deadlines[callback.id] = asyncio.get_running_loop().call_later(
            max(0.0, left), self._too_old, callback.id
        )

    def _forget_deadline(self, callback_id: str) -> None:
        if (deadline := self._deadlines.pop(callback_id, None)) is not None:
            deadline.cancel()

    def _too_old(self, callback_id: str) -> None:
        """Nobody is called any more; an attempt that is under way is the last."""
        carrier = self._carriers.get(callback_id)
        if carrier is not None and not carrier.is_calling:
            self.give_up(callback_id)

    # -- what carriers ask

    def wait_for(self, callback: Callback) -> float | None:
        """In how many seconds the person may be called, 0: now; None: not any more."""
        callback = self._known.get(callback.id, callback)
        settings, now = self._settings(callback), self._now()
        at = first_attempt(callback, settings, now, *self._hours(callback, settings))
        return None if at is None else max(0.0, (at - now).total_seconds())

    def give_up(self, callback_id: str) -> None:
        """The promise can't be kept any more: nobody is to be called."""
        callback = self._known.get(callback_id)
        queues = self._queues.company(callback.company) if callback is not None else None
        self._end(callback_id, CallbackState.UNREACHED)
        if callback is not None and queues is not None:
            queues.places.cancel(callback.entry_id)

    def settings(self, callback: Callback) -> Callbacks:
        """How the queue calls back now."""
        return self._settings(callback)

    def _settings(self, callback: Callback) -> Callbacks:
        snapshot = self._exchange.directory.company(callback.company)
        queue = snapshot.company.queues.get(callback.queue) if snapshot else None
        return (queue.callbacks if queue else None) or Callbacks()

    def _hours(
        self, callback: Callback, settings: Callbacks
    ) -> tuple[Hours | None, Override | None]:
        snapshot = self._exchange.directory.company(callback.company)
        if snapshot is None or settings.hours not in snapshot.company.schedules:
            return None, None
        assert settings.hours is not None
        schedule = snapshot.company.schedules[settings.hours]
        override = self._world.overrides.get(callback.company, settings.hours)
        return schedule.hours(snapshot.company.timezone), override

    def is_open(self, company: str) -> IsOpen:
        """Whether a schedule of the company is open."""
        snapshot = self._exchange.directory.company(company)
        assert snapshot is not None
        return lambda schedule: self._world.is_open(snapshot.company, schedule)

    def new_call(self, callback: Callback) -> Call:
        """A call that nobody is on the line of yet; to be begun."""
        snapshot = self._exchange.directory.company(callback.company)
        assert snapshot is not None
        own = snapshot.company.outgoing_number or ""
        record = CallRecord(
            id=new_call_id(),
            company=callback.company,
            direction=Direction.CALLBACK,
            caller=callback.number,
            called=callback.number,
            caller_name=callback.name,
            number=own or None,
            revision=snapshot.revision,
            queue=callback.queue,
            started=self._now(),
        )
        shown = Presentation(snapshot.company.name, own)
        return Call.of_ours(self._exchange, snapshot, shown, Timeline(record, self._exchange.clock))

    def serve(self, call: Call, trace: FlowTrace, customer: Attempt, work: Work) -> None:
        """Run a call whose caller has been reached, until it is over."""
        call.timeline.record.trunk = customer.trunk
        self._calls.serve_back(call, trace, work, (_Held(customer),))

    def close(self, call: Call, trace: FlowTrace, customer: Attempt | None, why: Cause) -> None:
        """Write the record of an attempt that reached nobody, and give its media back."""
        legs = customer.legs if customer is not None else []
        call.timeline.record.trunk = customer.trunk if customer is not None else None
        record = call.timeline.finish(
            legs[-1] if legs else None, outcome_of_cause(why), termination(why)
        )
        self._exchange.records.write(record)
        self.release(call)

    def release(self, call: Call) -> None:
        """Give back the media of a call that came to nothing."""
        self._exchange.tasks.start(_close(call), name=f"{call.id} media")

    def reached(self, callback_id: str) -> None:
        """The person is on the line: the promise is kept."""
        self._end(callback_id, CallbackState.REACHED, forget=False)

    def unreached(self, callback_id: str, why: Cause) -> float | None:
        """An attempt failed: when to try again, by the engine's clock; None: not any more."""
        callback = self._known.get(callback_id)
        if callback is None:
            return None
        settings, now = self._settings(callback), self._now()
        at = next_attempt(callback, settings, now, *self._hours(callback, settings))
        self._change(callback.failed(why.text, at))
        return None if at is None else self._exchange.clock() + (at - now).total_seconds()

    def left(self, callback_id: str, outcome: QueueOutcome) -> None:
        """The place is given up."""
        self._carriers.pop(callback_id, None)
        self._end(callback_id, _STATES.get(outcome, CallbackState.UNREACHED))

    def _end(self, callback_id: str, state: CallbackState, *, forget: bool = True) -> None:
        callback = self._known.pop(callback_id, None)
        self._forget_deadline(callback_id)
        if forget:
            self._carriers.pop(callback_id, None)
        if callback is not None:
            self._ending.add(callback_id)
            self._keep(callback.ended_as(state, self._now()))

    def _change(self, callback: Callback) -> None:
        self._known[callback.id] = callback
        self._keep(callback)

    def _keep(self, callback: Callback) -> None:
        """Keep a change soon: the call goes on meanwhile."""
        self._tell(callback)
        self._exchange.tasks.start(self._store_soon(callback), name=f"callback {callback.id}")

    async def _store_soon(self, callback: Callback) -> None:
        """Store a change in its turn, however long the database is away: what was not stored would
        be done again after a restart."""
        async with self._lock:
            while True:
                if await self._stored(callback):
                    break
                await asyncio.sleep(RETRY)
            if not callback.state.is_open:
                self._ending.discard(callback.id)

    async def _stored(self, callback: Callback) -> bool:
        try:
            await self._store.keep(callback)
        except DatabaseFailure as error:
            log.error("callback not kept", callback=callback.id, error=str(error))
            return False
        return True

    def _tell(self, callback: Callback) -> None:
        for listener in self.listeners:
            listener(callback)


_STATES = {
    QueueOutcome.ANSWERED: CallbackState.REACHED,
    QueueOutcome.RESUMED: CallbackState.RESUMED,
    QueueOutcome.CANCELLED: CallbackState.CANCELLED,
}


@dataclass(slots=True)
class _Held:
    """The trunk's place and the charge of the call, until it is over."""

    customer: Attempt

    def release(self) -> None:
        """Give them back."""
        self.customer.cancel(cause(CauseKind.NORMAL))


async def _close(call: Call) -> None:
    await call.close_media()
