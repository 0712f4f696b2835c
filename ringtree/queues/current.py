"""A queue as it is published now, for whoever waits since an older revision."""

from __future__ import annotations

from ringtree.calls.call import Call
from ringtree.company.queue import Queue


def current(call: Call, name: str) -> Queue:
    """What holds for the call from here on: a setting that was changed while it waits as well.

    Where the queue has been taken away it is what the call has come under: the engine lets the
    caller go.
    """
    own = call.snapshot.company.queues[name]
    snapshot = call.exchange.directory.company(call.snapshot.code)
    return own if snapshot is None else snapshot.company.queues.get(name, own)
