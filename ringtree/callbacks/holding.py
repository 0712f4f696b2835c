"""Holds the places of open callbacks, and has the people called when the places are due."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from ringtree.callbacks.callback import Callback, CallbackState
from ringtree.callbacks.calls import CallbackCalls
from ringtree.callbacks.carrier import Carrier
from ringtree.callbacks.ledger import Ledger
from ringtree.callbacks.terms import Terms
from ringtree.calls.cause import Cause
from ringtree.calls.exchange import Exchange
from ringtree.company.callbacks import Callbacks
from ringtree.queues.errors import UnknownQueue
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.service import QueueService
from ringtree.routing.choice import IsOpen


class Holding:
    """Carriers by callback. Implements their `Desk`."""

    __slots__ = (
        "_calls",
        "_carriers",
        "_deadlines",
        "_exchange",
        "_ledger",
        "_now",
        "_queues",
        "_terms",
    )

    def __init__(
        self,
        ledger: Ledger,
        terms: Terms,
        calls: CallbackCalls,
        queues: QueueService,
        exchange: Exchange,
        now: Callable[[], datetime],
    ) -> None:
        self._ledger = ledger
        self._terms = terms
        self._calls = calls
        self._queues = queues
        self._exchange = exchange
        self._now = now
        self._carriers: dict[str, Carrier] = {}
        self._deadlines: dict[str, asyncio.TimerHandle] = {}
        """When promises become too old."""

    def __contains__(self, callback_id: str) -> bool:
        """Whether the place is held, or will be from some time on."""
        return callback_id in self._carriers

    def stop(self) -> None:
        """Call nobody any more: the server stops, and a later one goes on."""
        for deadline in self._deadlines.values():
            deadline.cancel()
        for carrier in self._carriers.values():
            carrier.stop()

    def cancelled(self, callback_id: str) -> None:
        """Somebody has taken the callback back, and the database knows."""
        callback = self._ledger.known.get(callback_id)
        if callback is None:
            return
        queues = self._queues.company(callback.company)
        if queues is not None and callback_id in self._carriers:
            queues.places.cancel(callback.entry_id)
        self._ledger.known.pop(callback_id, None)
        self._forget_deadline(callback_id)

    def hold(self, callback: Callback, resumes: str | None) -> None:
        """Give a callback its place, or give it up where it can't have one."""
        queues = self._queues.company(callback.company)
        snapshot = self._exchange.directory.company(callback.company)
        if queues is None or snapshot is None:
            return  # held as soon as the company is known
        at = self._terms.first(callback)
        if at is None or callback.queue not in snapshot.company.queues:
            self._end(callback.id, CallbackState.UNREACHED)
            return
        carrier = self._carriers[callback.id] = Carrier(
            callback, self, self._calls, queues, self._exchange.tasks
        )
        self._set_deadline(callback)
        if queues.places.adopt(callback.entry_id, carrier):
            return
        if (wait := self._until(at)) > 0:
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
        if (callback := self._ledger.known.get(callback_id)) is not None:
            self.hold(callback, None)

    def _set_deadline(self, callback: Callback) -> None:
        self._forget_deadline(callback.id)
        self._deadlines[callback.id] = asyncio.get_running_loop().call_later(
            max(0.0, self._terms.left(callback)), self._too_old, callback.id
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
        callback = self._ledger.known.get(callback.id, callback)
        at = self._terms.first(callback)
        return None if at is None else max(0.0, self._until(at))

    def _until(self, at: datetime) -> float:
        return (at - self._now()).total_seconds()

    def give_up(self, callback_id: str) -> None:
        """The promise can't be kept any more: nobody is to be called."""
        callback = self._ledger.known.get(callback_id)
        queues = self._queues.company(callback.company) if callback is not None else None
        self._end(callback_id, CallbackState.UNREACHED)
        if callback is not None and queues is not None:
            queues.places.cancel(callback.entry_id)

    def settings(self, callback: Callback) -> Callbacks:
        """How the queue calls back now."""
        return self._terms.of(callback)

    def is_open(self, company: str) -> IsOpen:
        """Whether a schedule of the company is open."""
        return self._terms.is_open(company)

    def reached(self, callback_id: str) -> None:
        """The person is on the line: the promise is kept."""
        self._end(callback_id, CallbackState.REACHED, forget=False)

    def unreached(self, callback_id: str, why: Cause) -> float | None:
        """An attempt failed: when to try again, by the engine's clock; None: not any more."""
        callback = self._ledger.known.get(callback_id)
        if callback is None:
            return None
        at = self._terms.next(callback)
        self._ledger.change(callback.failed(why.text, at))
        return None if at is None else self._exchange.clock() + self._until(at)

    def left(self, callback_id: str, outcome: QueueOutcome) -> None:
        """The place is given up."""
        self._carriers.pop(callback_id, None)
        self._end(callback_id, _STATES.get(outcome, CallbackState.UNREACHED))

    def _end(self, callback_id: str, state: CallbackState, *, forget: bool = True) -> None:
        callback = self._ledger.known.get(callback_id)
        self._forget_deadline(callback_id)
        if forget:
            self._carriers.pop(callback_id, None)
        if callback is not None:
            self._ledger.end(callback.ended_as(state, self._now()))


_STATES = {
    QueueOutcome.ANSWERED: CallbackState.REACHED,
    QueueOutcome.RESUMED: CallbackState.RESUMED,
    QueueOutcome.CANCELLED: CallbackState.CANCELLED,
}
