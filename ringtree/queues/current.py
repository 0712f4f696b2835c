"""A queue as it is published now, for whoever waits since an older revision."""

from __future__ import annotations

from ringtree.calls.call import Call
from ringtree.company.model import Company
from ringtree.company.queue import Queue


def current(call: Call, name: str) -> Queue:
    """What holds for the call from here on: a setting that was changed while it waits as well.

    Where the queue has been taken away it is what the call has come under: the engine lets the
    caller go.
    """
    return _company(call).queues.get(name) or call.snapshot.company.queues[name]


def wrap_up(call: Call, name: str, agent: str) -> float:
    """Seconds the agent has to write after this call: the own ones, or the queue's."""
    person = _company(call).person(agent)
    own = person.wrap_up if person is not None else None
    return current(call, name).wrap_up if own is None else own


def _company(call: Call) -> Company:
    snapshot = call.exchange.directory.company(call.snapshot.code)
    return (snapshot or call.snapshot).company
