"""What all tests share: processes of one run keep to ports of their own."""

from __future__ import annotations

import os

from ringtree.demo.ports import share

if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    share(int(worker.removeprefix("gw")), int(os.environ["PYTEST_XDIST_WORKER_COUNT"]))
