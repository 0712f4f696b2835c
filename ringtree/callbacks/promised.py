"""Callbacks as a replay takes them, and the hours in which it may call. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from ringtree.callbacks.callback import Callback, CallbackState
from ringtree.callbacks.rules import last_moment, within_hours
from ringtree.company.callbacks import Callbacks
from ringtree.company.model import Company
from ringtree.replay.calling_back import MayCall
from ringtree.replay.promises import Promise

_REACHED = {CallbackState.REACHED: True, CallbackState.UNREACHED: False}


def promises(found: Iterable[Callback], company: Company, start: datetime) -> list[Promise]:
    """Those of queues that there are, on the terms that the queues have now."""
    return [
        _promise(one, company.queues[one.queue].callbacks or Callbacks(), start)
        for one in found
        if one.queue in company.queues
    ]


def _promise(callback: Callback, terms: Callbacks, start: datetime) -> Promise:
    is_cancelled = callback.state is CallbackState.CANCELLED
    # Whose promise grew too old before any attempt, nobody knows whether it would be reached.
    is_known = callback.attempts > 0 or callback.state is CallbackState.REACHED
    return Promise(
        id=callback.id,
        queue=callback.queue,
        number=callback.number,
        at=max(0.0, (callback.requested - start).total_seconds()),
        by=callback.by,
        needs=callback.needs,
        failures=callback.attempts,
        was_reached=_REACHED.get(callback.state) if is_known else None,
        ended=_seconds(callback.ended, start) if is_cancelled else None,
        attempts=terms.attempts,
        spacing=terms.spacing,
        until=(last_moment(callback, terms) - start).total_seconds(),
    )


def _seconds(at: datetime | None, start: datetime) -> float | None:
    return None if at is None else max(0.0, (at - start).total_seconds())


def calling_hours(company: Company, start: datetime) -> MayCall:
    """When people may be called, by the queues' schedules without what was overridden by hand."""
    named = {
        name: company.schedules.get(queue.callbacks.hours or "")
        for name, queue in company.queues.items()
        if queue.callbacks is not None
    }
    hours = {name: one.hours(company.timezone) for name, one in named.items() if one is not None}

    def may_call(queue: str, at: float) -> float | None:
        if queue not in hours:
            return at
        found = within_hours(hours[queue], start + timedelta(seconds=at))
        return None if found is None else max(at, (found - start).total_seconds())

    return may_call
