"""A media worker's entry: `python -m ringtree.media.worker DESCRIPTOR SETTINGS`.

Started by the control process, which passes its end of a socket pair; see protocol.py.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from contextlib import suppress

from ringtree.media.worker.server import Worker, WorkerSettings


def _hurry() -> None:
    """Go before other processes, where we may: a packet that is late is heard.

    On a machine whose cores were busy the largest gap was 32 ms with real-time scheduling, 57 to
    95 ms without. A worker that runs wild is ended by its supervisor; till then the kernel keeps a
    part of the time for others [sched(7)].
    """
    try:
        os.sched_setscheduler(0, os.SCHED_RR | os.SCHED_RESET_ON_FORK, os.sched_param(1))
    except OSError:
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, 0, -10)


def main(descriptor: str, settings: str) -> None:
    """`settings` are WorkerSettings as JSON."""
    # Ctrl-C reaches the whole group: the control process ends calls first, then the worker.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    worker = Worker(socket.socket(fileno=int(descriptor)), WorkerSettings(**json.loads(settings)))
    _hurry()
    # Hardly anything here is cyclic; a full collection amid thousands of legs would be heard.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    worker.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
