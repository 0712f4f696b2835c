"""What the measured processes cost: CPU time and memory, as the kernel counts them [proc(5)]."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

_TICK = 1 / os.sysconf("SC_CLK_TCK")


def cpu_seconds(stat: Path) -> float:
    """User and system time in a `stat` file of a process or of one of its threads."""
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * _TICK


def waited_seconds(pid: int) -> float:
    """How long a process's first thread could have run, had a core been free."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9


def memory_kb(pid: int) -> dict[str, int]:
    """Resident (`Rss`) and proportional (`Pss`) memory of a process."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    entries = (line.split() for line in lines)
    return {name[:-1]: int(kb) for name, kb, *_ in entries if name in ("Rss:", "Pss:")}


def child_running(pid: int, module: str) -> int:
    """The child process that runs a Python module.

    Raises:
        LookupError: there is none.
    """
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        if module.encode() in Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0"):
            return int(child)
    raise LookupError(f"no child of {pid} runs {module}")


@dataclass(frozen=True, slots=True)
class Cpu:
    """CPU seconds used. `control` is the whole process, `storage` its threads but the first."""

    control: float
    storage: float
    worker: float

    @property
    def total(self) -> float:
        """Control process and media worker."""
        return self.control + self.worker

    def __sub__(self, other: Cpu) -> Cpu:
        return Cpu(
            self.control - other.control, self.storage - other.storage, self.worker - other.worker
        )

    @classmethod
    def read(cls, control: int, worker: int) -> Cpu:
        """Of a running server. Threads come and go, so storage is what the first did not use."""
        whole = cpu_seconds(Path(f"/proc/{control}/stat"))
        first = cpu_seconds(Path(f"/proc/{control}/task/{control}/stat"))
        return cls(whole, max(0.0, whole - first), cpu_seconds(Path(f"/proc/{worker}/stat")))
