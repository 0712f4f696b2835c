"""`ringtree` under a profiler: where the control process's time goes.

    RINGTREE_BENCH_PROFILE=FILE python -m bench.profiled [--sampled] serve

The profiler stays off until SIGUSR1, so that the start is not counted, and writes FILE at the end.
cProfile counts every call but makes calls dear; samples are taken by CPU time, cost little, and
give a built-in function's time to the Python function that called it.
"""

from __future__ import annotations

import cProfile
import json
import os
import signal
import sys
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Protocol

from ringtree.cli import main

VARIABLE = "RINGTREE_BENCH_PROFILE"
SAMPLED = "--sampled"
_INTERVAL = 0.001  # seconds of CPU; the kernel makes it a tick of its own, often 4 ms


class Profiler(Protocol):
    """What both ways of profiling have in common."""

    def enable(self) -> None:
        """Begin."""

    def disable(self) -> None:
        """End."""

    def dump_stats(self, file: str) -> None:
        """Write the result."""


class Sampler:
    """Counts whole stacks, innermost function first, each as file, line and name."""

    def __init__(self) -> None:
        self._stacks: Counter[tuple[str, ...]] = Counter()

    def enable(self) -> None:
        """Begin."""
        signal.signal(signal.SIGPROF, self._sample)
        signal.setitimer(signal.ITIMER_PROF, _INTERVAL, _INTERVAL)

    def disable(self) -> None:
        """End."""
        signal.setitimer(signal.ITIMER_PROF, 0)

    def dump_stats(self, file: str) -> None:
        """Write a list of [count, [functions]] as JSON."""
        found = [[count, stack] for stack, count in self._stacks.most_common()]
        Path(file).write_text(json.dumps(found))

    def _sample(self, _signal: int, frame: FrameType | None) -> None:
        stack = []
        while frame is not None:
            code = frame.f_code
            stack.append(f"{code.co_filename}:{code.co_firstlineno}:{code.co_qualname}")
            frame = frame.f_back
        self._stacks[tuple(stack)] += 1


def run() -> int:
    """Run the command line profiled; its exit status."""
    # Popped: a server takes every RINGTREE_ variable for a setting.
    path = os.environ.pop(VARIABLE)
    arguments = sys.argv[1:]
    profiler: Profiler = Sampler() if SAMPLED in arguments else cProfile.Profile()
    signal.signal(signal.SIGUSR1, lambda _signal, _frame: profiler.enable())
    try:
        return main([one for one in arguments if one != SAMPLED])
    finally:
        profiler.disable()
        profiler.dump_stats(path)


if __name__ == "__main__":
    sys.exit(run())
