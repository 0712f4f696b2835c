"""What all tests share: processes of one run keep to ports of their own."""

from __future__ import annotations

import os

from hypothesis import settings

from ringtree.demo.ports import share

if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    share(int(worker.removeprefix("gw")), int(os.environ["PYTEST_XDIST_WORKER_COUNT"]))

# How long an example takes on a busy machine says nothing about the code: bench/ measures.
settings.register_profile("ringtree", deadline=None)
settings.load_profile("ringtree")
