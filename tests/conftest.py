"""What all tests share: processes of one run keep to ports of their own."""

from __future__ import annotations

import os

import structlog
from hypothesis import settings

from ringtree.demo.ports import share

if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    share(int(worker.removeprefix("gw")), int(os.environ["PYTEST_XDIST_WORKER_COUNT"]))

# How long an example takes on a busy machine says nothing about the code: bench/ measures.
# `make test` gives one answer for one state of the code; `make explore` looks where nobody has yet.
settings.register_profile("test", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "test"))

# Tracebacks as a server writes them. Without this they are coloured, with the value of every
# variable, which takes ten seconds and more in which no call and no page is served.
structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        ),
    ]
)
