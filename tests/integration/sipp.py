"""sipp 3.6.1 under a test: exact message sequences, run to their end and counted."""

from __future__ import annotations

import asyncio
import csv
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ringtree.demo.phones import ServerAddress, free_port

SCENARIOS = Path(__file__).parent / "scenarios"
STOP_LIMIT = 5.0


class SippError(AssertionError):
    """A scenario did not run as it is written; the text holds what sipp saw instead."""


@dataclass(frozen=True, slots=True)
class SippResult:
    """What sipp counted, and its own account of what went wrong."""

    exit_code: int
    successful: int
    failed: int
    retransmissions: int
    elapsed: float  # seconds, from start to end of the process
    screen: str
    errors: str
    messages: str
    counters: Mapping[str, str] = field(repr=False)  # every cumulative column of -trace_stat

    def check(self, calls: int | None = None) -> SippResult:
        """Raise `SippError` unless every call (and, if given, this many) went as written."""
        complete = calls is None or self.successful == calls
        if self.exit_code or self.failed or not complete:
            raise SippError(
                f"sipp ended with {self.exit_code}: {self.successful} calls as written, "
                f"{self.failed} not\n{self.errors}\n{self.messages}\n{self.screen}"
            )
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class SippRun:
    """One run of one scenario.

    `scenario` is a name from `scenarios/` without `.xml`, or a path. `users` are name and password
    for scenarios that read field0 and field1. `talk` is the length of `<pause/>` in seconds;
    `keys` are words the scenario takes in square brackets.
    """

    scenario: str | Path
    to: ServerAddress | None = None  # None: wait for calls
    service: str = "102"
    caller: str = "+79210000001"
    local: ServerAddress | None = None
    calls: int = 1
    rate: float = 10.0  # new calls per second
    at_once: int | None = None  # calls in progress, at most
    talk: float = 0.2
    transport: str = "u1"  # u1 UDP, t1 TCP
    users: Sequence[tuple[str, str]] = ()
    keys: Mapping[str, str] = field(default_factory=dict)
    limit: float = 30.0
    patience: float = 10.0  # for one expected message
    log_messages: bool = True
    arguments: Sequence[str] = ()

    @property
    def path(self) -> Path:
        """The scenario's file."""
        given = Path(self.scenario)
        return given if given.suffix == ".xml" else SCENARIOS / f"{given}.xml"


class Sipp:
    """A running sipp."""

    def __init__(self, run: SippRun) -> None:
        self.run = run
        self.address = run.local or ServerAddress("127.0.0.1", free_port())
        self._folder = tempfile.TemporaryDirectory(prefix="sipp-")
        self._process: asyncio.subprocess.Process | None = None
        self._started = 0.0

    async def start(self) -> Sipp:
        """Start the process and wait until it listens."""
        self._started = asyncio.get_running_loop().time()
        self._process = await asyncio.create_subprocess_exec(
            "sipp",
            *self._arguments(),
            cwd=self._folder.name,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        if self.run.to is None:
            await self._wait_bound()
        return self

    async def wait(self) -> SippResult:
        """Wait until every call is over; at the limit sipp is ended and counts what it has."""
        assert self._process is not None
        try:
            await asyncio.wait_for(self._process.wait(), self.run.limit + STOP_LIMIT)
        except TimeoutError:
            await self.stop()
        elapsed = asyncio.get_running_loop().time() - self._started
        return self._result(elapsed)

    async def stop(self) -> None:
        """End the process, whatever it is doing."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    def _arguments(self) -> list[str]:
        run = self.run
        arguments = ["-sf", str(run.path.absolute()), "-m", str(run.calls), "-nostdin"]
        arguments += ["-i", self.address.host, "-p", str(self.address.port), "-t", run.transport]
        media = free_port(self.address.host)
        free_port(self.address.host)  # sipp takes media + 2, for video, and takes it late
        arguments += ["-mi", self.address.host, "-mp", str(media)]
        arguments += ["-d", str(round(run.talk * 1000)), "-s", run.service, "-key", "caller"]
        arguments += [run.caller, "-recv_timeout", str(round(run.patience * 1000))]
        arguments += ["-timeout", f"{run.limit:g}s", "-timeout_error", "-fd", "1"]
        arguments += ["-trace_stat", "-stf", "stat.csv", "-trace_err", "-error_file", "errors.log"]
        arguments += ["-trace_screen", "-screen_file", "screen.log"]
        if run.log_messages:
            arguments += ["-trace_msg", "-message_file", "messages.log"]
        if run.to is not None:
            arguments += [*self._rate(), str(run.to)]
        return [*arguments, *self._values(), *run.arguments]

    def _rate(self) -> list[str]:
        at_once = [] if self.run.at_once is None else ["-l", str(self.run.at_once)]
        return ["-r", f"{self.run.rate:g}", *at_once]

    def _values(self) -> list[str]:
        values = [word for key, value in self.run.keys.items() for word in ("-key", key, value)]
        if self.run.users:
            lines = "".join(
                f"{name};[authentication username={name} password={password}]\n"
                for name, password in self.run.users
            )
            Path(self._folder.name, "users.csv").write_text(f"SEQUENTIAL\n{lines}")
            values += ["-inf", "users.csv"]
        return values

    async def _wait_bound(self) -> None:
        family = "tcp" if self.run.transport.startswith("t") else "udp"
        for _ in range(200):
            if self.address.port in _bound_ports(family, self.address.host):
                return
            await asyncio.sleep(0.02)
        raise SippError(f"sipp does not listen on {self.address}: {self._read('errors.log')}")

    def _read(self, name: str) -> str:
        path = Path(self._folder.name, name)
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def _result(self, elapsed: float) -> SippResult:
        assert self._process is not None
        rows = list(csv.DictReader(self._read("stat.csv").splitlines(), delimiter=";"))
        counters = {k: v for k, v in rows[-1].items() if k and k.endswith("(C)")} if rows else {}
        return SippResult(
            exit_code=self._process.returncode or 0,
            successful=int(counters.get("SuccessfulCall(C)", 0)),
            failed=int(counters.get("FailedCall(C)", 0)),
            retransmissions=int(counters.get("Retransmissions(C)", 0)),
            elapsed=elapsed,
            screen=self._read("screen.log"),
            errors=self._read("errors.log"),
            messages=self._read("messages.log"),
            counters=counters,
        )


async def sipp(run: SippRun) -> SippResult:
    """Run a scenario to its end; `.check()` the result."""
    process = Sipp(run)
    try:
        await process.start()
        return await process.wait()
    finally:
        await process.stop()


@asynccontextmanager
async def answering(run: SippRun) -> AsyncIterator[Sipp]:
    """A scenario that waits for calls, listening while the block runs."""
    process = Sipp(run)
    try:
        yield await process.start()
    finally:
        await process.stop()


def _bound_ports(family: str, host: str) -> set[int]:
    name = f"/proc/net/{family}6" if ":" in host else f"/proc/net/{family}"
    lines = Path(name).read_text().splitlines()[1:]
    return {int(line.split()[1].rpartition(":")[2], 16) for line in lines}
