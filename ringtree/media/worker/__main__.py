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

_PRIORITY = -10  # a packet that is late is heard; whatever else this machine does can wait


def main(descriptor: str, settings: str) -> None:
    """`settings` are WorkerSettings as JSON."""
    # Ctrl-C reaches the whole group: the control process ends calls first, then the worker.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    worker = Worker(socket.socket(fileno=int(descriptor)), WorkerSettings(**json.loads(settings)))
    with suppress(OSError):  # an ordinary user may not; with privileges audio goes before files
        os.setpriority(os.PRIO_PROCESS, 0, _PRIORITY)
    # Hardly anything here is cyclic; a full collection amid thousands of legs would be heard.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    worker.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
