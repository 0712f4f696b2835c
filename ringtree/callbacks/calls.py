"""The calls in which somebody is called back: made, served, and recorded."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ringtree.callbacks.callback import Callback
from ringtree.calls.attempt import Attempt
from ringtree.calls.call import Call, new_call_id
from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.exchange import Exchange
from ringtree.calls.presentation import Presentation
from ringtree.calls.timeline import Timeline, termination
from ringtree.flows.live import LiveCall
from ringtree.flows.outcome import outcome_of_cause
from ringtree.flows.service import CallService
from ringtree.flows.trace import FlowTrace
from ringtree.records.outcome import Outcome
from ringtree.records.record import CallRecord, Direction

Work = Callable[[LiveCall, FlowTrace], Coroutine[Any, Any, Outcome]]


class CallbackCalls:
    """Calls of ours. `service` runs those whose person has been reached."""

    __slots__ = ("_exchange", "_now", "service")

    def __init__(self, exchange: Exchange, now: Callable[[], datetime]) -> None:
        self._exchange = exchange
        self._now = now
        self.service: CallService

    def new(self, callback: Callback) -> Call:
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
        self.service.serve_back(call, trace, work, (_Held(customer),))

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


@dataclass(slots=True)
class _Held:
    """The trunk's place and the charge of the call, until it is over."""

    customer: Attempt

    def release(self) -> None:
        """Give them back."""
        self.customer.cancel(cause(CauseKind.NORMAL))


async def _close(call: Call) -> None:
    await call.close_media()
