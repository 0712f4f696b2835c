"""A media worker's entry: `python -m ringtree.media.worker DESCRIPTOR SETTINGS`.

Started by the control process, which passes its end of a socket pair; see protocol.py.
"""

from __future__ import annotations

import gc
import json
import signal
import socket
import sys

from ringtree.media.worker.server import Worker, WorkerSettings


def main(descriptor: str, settings: str) -> None:
    """`settings` are WorkerSettings as JSON."""
    # Ctrl-C reaches the whole group: the control process ends calls first, then the worker.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    worker = Worker(socket.socket(fileno=int(descriptor)), WorkerSettings(**json.loads(settings)))
    # Hardly anything here is cyclic; a full collection amid thousands of legs would be heard.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    worker.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
