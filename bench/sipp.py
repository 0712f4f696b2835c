"""sipp as the load: callers, telephones and registering devices, counted."""

from __future__ import annotations

import csv
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.company import CALLED, number_of
from bench.processes import Cpu, cpu_seconds, waited_seconds
from bench.server import HOST, Server, Site
from ringtree.demo.ports import free_port

_OWN = Path(__file__).with_name("scenarios")
_TESTED = Path(__file__).parent.parent / "tests" / "integration" / "scenarios"
CALLER = _OWN / "caller.xml"
PHONE = _OWN / "phone.xml"
DIALLING = _OWN / "dialling.xml"
REGISTER = _TESTED / "uac_register.xml"

#: Above this share of a core, sipp and not the server may be what limits the rate.
BUSY_SIPP = 0.85
#: Seconds from the answer to the BYE.
TALK = 0.1
_BACKLOG = 1.0  # seconds: sipp's start, the last unit's own time, one retransmission of it
_PATIENCE = 5.0  # seconds for one expected message


@dataclass(frozen=True, slots=True)
class Load:
    """One run of sipp against a server: what came of it and what it cost."""

    wanted: int
    successful: int
    failed: int
    retransmissions: int
    rate: float  # wanted per second
    elapsed: float
    cpu: Cpu
    waited_share: float  # of the time, in which the control process found no core free
    sipp_share: float  # of a core, of the process that calls
    sipp_exit: int  # 0 and 1 are an opinion about the calls; anything else is sipp's own failure

    @property
    def succeeded(self) -> bool:
        """Whether 99.9 % went as written, and without a backlog at the end.

        A short run at too high a rate still succeeds, only later: its units wait in line.
        """
        in_time = self.elapsed <= self.wanted / self.rate + _BACKLOG
        return in_time and self.successful >= self.wanted * 0.999

    @property
    def finished(self) -> float:
        """Units per second that came to their end, which no backlog can embellish."""
        return self.successful / self.elapsed

    @property
    def limited_by_sipp(self) -> bool:
        """Whether sipp itself had little time left, or failed."""
        return self.sipp_share > BUSY_SIPP or self.sipp_exit not in (0, 1)


def phones(site: Site) -> AbstractContextManager[None]:
    """Every telephone of the company, while the block runs."""
    return _answering(site.phone_port)


def carrier(site: Site) -> AbstractContextManager[None]:
    """Everybody outside, at the far end of the trunk, while the block runs."""
    return _answering(site.trunk_port)


@contextmanager
def _answering(port: int) -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="sipp-") as folder:
        arguments = _arguments(PHONE, port)
        process = _start([*arguments, "-aa"], folder)
        try:
            time.sleep(0.3)
            yield
        finally:
            process.kill()
            process.wait()


def call(site: Site, server: Server, *, rate: float, seconds: float) -> Load:
    """Basic calls from the trunk at a rate, rotating over the people."""
    lines = [number_of(one) for one in CALLED]
    extra = ["-d", str(round(TALK * 1000))]
    return _load(CALLER, site.trunk_port, lines, server, rate, seconds, extra)


def dial(
    site: Site, server: Server, numbers: Sequence[str], *, rate: float, seconds: float
) -> Load:
    """Employees, each challenged once, dial these numbers in turn."""
    callers = [f"[authentication username={a} password={p}]" for a, p in site.passwords.items()]
    lines = [
        f"{account};{numbers[index % len(numbers)]};{callers[index]}"
        for index, account in enumerate(site.passwords)
    ]
    extra = ["-d", str(round(TALK * 1000))]
    return _load(DIALLING, free_port(), lines, server, rate, seconds, extra)


def register(site: Site, server: Server, *, rate: float, seconds: float) -> Load:
    """Registrations, each challenged once, rotating over the devices."""
    lines = [f"{a};[authentication username={a} password={p}]" for a, p in site.passwords.items()]
    extra = ["-key", "expires", "3600"]
    return _load(REGISTER, site.trunk_port, lines, server, rate, seconds, extra)


def _load(
    scenario: Path,
    port: int,
    lines: Sequence[str],
    server: Server,
    rate: float,
    seconds: float,
    extra: Sequence[str],
) -> Load:
    wanted = round(rate * seconds)
    with tempfile.TemporaryDirectory(prefix="sipp-") as folder:
        Path(folder, "fields.csv").write_text("\n".join(["SEQUENTIAL", *lines, ""]))
        arguments = [*_arguments(scenario, port), *extra, "-inf", "fields.csv"]
        arguments += ["-m", str(wanted), "-r", f"{rate:g}", "-l", "20000"]
        arguments += ["-timeout", f"{3 * seconds + 10:g}s"]
        arguments += ["-recv_timeout", str(round(_PATIENCE * 1000)), "-trace_stat"]
        arguments += ["-stf", "stat.csv", "-fd", "1", f"{HOST}:{server.port}"]
        begun, before, waited = time.monotonic(), server.cpu(), waited_seconds(server.pid)
        process = _start(arguments, folder)
        sipp_cpu = _wait(process)
        elapsed, cpu = time.monotonic() - begun, server.cpu() - before
        waited = waited_seconds(server.pid) - waited
        counted = _counters(Path(folder, "stat.csv"))
    return Load(
        wanted=wanted,
        successful=counted["SuccessfulCall(C)"],
        failed=counted["FailedCall(C)"],
        retransmissions=counted["Retransmissions(C)"],
        rate=rate,
        elapsed=elapsed,
        cpu=cpu,
        waited_share=waited / elapsed,
        sipp_share=sipp_cpu / elapsed,
        sipp_exit=process.returncode,
    )


def _arguments(scenario: Path, port: int) -> list[str]:
    return ["-sf", str(scenario), "-i", HOST, "-p", str(port), "-mi", HOST, "-t", "u1", "-nostdin"]


def _start(arguments: Sequence[str], folder: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        ["sipp", *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _wait(process: subprocess.Popen[bytes]) -> float:
    """Wait for the end; the CPU seconds it took, read while its entry is still there."""
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    used = cpu_seconds(Path(f"/proc/{process.pid}/stat"))
    process.wait()
    return used


def _counters(path: Path) -> dict[str, int]:
    if not path.exists():
        raise SystemExit("sipp did not start; is it installed?")
    last = list(csv.DictReader(path.read_text().splitlines(), delimiter=";"))[-1]
    names = ("SuccessfulCall(C)", "FailedCall(C)", "Retransmissions(C)")
    return {name: int(last[name]) for name in names}
