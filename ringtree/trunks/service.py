"""All trunks at work: looked up, registered and probed; the impure part of the package."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from heapq import nsmallest
from random import Random
from typing import Protocol

import structlog

from ringtree.company.model import Company, Trunk
from ringtree.routing.directory import Directory
from ringtree.tasks import TaskOwner
from ringtree.trunks.finding import look_up, numeric, sources
from ringtree.trunks.line import Key, Line
from ringtree.trunks.locating import Ask, LookupFailed, NoAddress, Records
from ringtree.trunks.probe import ProbeFinding
from ringtree.trunks.probing import Probing
from ringtree.trunks.registering import Registering
from ringtree.trunks.sending import Endpoint
from ringtree.trunks.status import TrunkStatus

log = structlog.get_logger(__name__)

#: Seconds between two looks at what is due. Nothing here is more urgent.
TICK = 0.5


class Load(Protocol):
    """How many calls the trunks carry."""

    def counts(self, company: str, trunk: str) -> tuple[int, int, int, int, int]:
        """In and out now, in and out since the start, and refused at a limit."""


#: The stored passwords of a company's trunks, or of all companies': by company and trunk.
LoadPasswords = Callable[[str | None], Awaitable[dict[Key, str]]]


async def no_answers(_kind: str, _name: str) -> Records:
    """A world without names."""
    return Records()


async def no_passwords(_company: str | None) -> dict[Key, str]:
    """No password is stored."""
    return {}


class TrunkService:
    """The live side of every published trunk."""

    __slots__ = (
        "_ask",
        "_clock",
        "_directory",
        "_endpoint",
        "_lines",
        "_load",
        "_load_passwords",
        "_looking",
        "_passwords",
        "_probing",
        "_random",
        "_registering",
        "_tasks",
        "_tick_seconds",
        "_timer",
        "_tokens",
        "_wall",
    )

    def __init__(
        self,
        endpoint: Endpoint,
        directory: Directory,
        load: Load,
        *,
        ask: Ask = no_answers,
        load_passwords: LoadPasswords = no_passwords,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        random: Random | None = None,
        tick: float = TICK,
    ) -> None:
        self._endpoint = endpoint
        self._registering = Registering(endpoint, clock)
        self._probing = Probing(endpoint, clock)
        self._directory = directory
        self._load = load
        self._ask = ask
        self._load_passwords = load_passwords
        self._clock = clock
        self._wall = wall
        self._random = random or Random()
        self._tick_seconds = tick
        self._lines: dict[Key, Line] = {}
        self._tokens: dict[str, Line] = {}
        self._passwords: dict[Key, str] = {}
        self._looking: set[Key] = set()
        self._tasks = TaskOwner("trunks")
        self._timer: asyncio.TimerHandle | None = None

    # -- the server's life

    def start(self) -> None:
        """Look after the trunks from now on."""
        self._tick()

    async def stop(self) -> None:
        """Let the trunks be. Registrations stay: a restarted server takes them up again."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        await self._tasks.stop()

    def configure(self, company: Company) -> None:
        """Take a published company's trunks over; what has not changed goes on undisturbed."""
        for trunk in company.trunks.values():
            known = self._lines.get((company.code, trunk.name))
            if known is None or known.trunk != trunk or known.region != company.region:
                self._replace(known, self._new(company, trunk))
        for key, line in list(self._lines.items()):
            if key[0] == company.code and key[1] not in company.trunks:
                self._forget(line)
                self._directory.learn(*key, frozenset())

    def _new(self, company: Company, trunk: Trunk) -> Line:
        line = Line(
            company.code,
            trunk,
            region=company.region,
            clock=self._clock,
            wall=self._wall,
            random=self._random,
        )
        line.password = self._passwords.get(line.key)
        return line

    def _replace(self, known: Line | None, line: Line) -> None:
        if known is not None:
            line.counts, line.error = known.counts, known.error
            line.cseq, line.call_id = known.cseq, known.call_id
            if known.trunk.registers and not _same_account(known.trunk, line.trunk):
                self._registering.unregister(known)
            known.generation += 1
        self._lines[line.key] = self._tokens[line.token] = line
        if all(server.is_numeric for server in line.trunk.servers) and not line.trunk.names:
            self._take_numeric(line)

    def _forget(self, line: Line) -> None:
        del self._lines[line.key], self._tokens[line.token]
        line.generation += 1
        self._registering.unregister(line)

    async def load(self, company: str | None) -> None:
        """Take the stored passwords over.

        Raises:
            DatabaseFailure: they can't be read.
        """
        fresh = await self._load_passwords(company)
        for key in list(self._passwords):
            if company in (None, key[0]) and key not in fresh:
                del self._passwords[key]
        self._passwords.update(fresh)
        for key, line in self._lines.items():
            if company in (None, key[0]):
                line.set_password(self._passwords.get(key))

    def stored_passwords(self, company: str) -> frozenset[Key]:
        """A company's trunks whose password is stored, with the company's code."""
        return frozenset(key for key in self._passwords if key[0] == company)

    # -- for calls

    def line(self, company: Company, trunk: Trunk) -> Line:
        """A trunk of a company, as the document a call entered with has it."""
        known = self._lines.get((company.code, trunk.name))
        if known is not None and known.trunk == trunk:
            return known
        # The call entered under an older revision: its trunk's live state is the newer one's,
        # or, where there is none any more, one for this call alone.
        line = self._new(company, trunk)
        if known is not None:
            line.targets, line.counts = known.targets, known.counts
            line.password = known.password
        elif all(server.is_numeric for server in trunk.servers):
            line.located(numeric(line), frozenset(), 0.0)
        return line

    def by_contact(self, user: str) -> Line | None:
        """The trunk that registered a contact with this user."""
        return self._tokens.get(user)

    def is_reachable(self, company: str, trunk: str) -> bool:
        """Whether a call over a trunk is worth trying; a trunk nobody knows is not."""
        line = self._lines.get((company, trunk))
        return line is not None and line.is_reachable

    def statuses(self, company: str | None = None) -> list[TrunkStatus]:
        """How the trunks of a company, or all, are now."""
        return [
            self._status(line)
            for key, line in sorted(self._lines.items())
            if company in (None, key[0])
        ]

    def page(self, *, limit: int, after: Key | None = None) -> list[TrunkStatus]:
        """Some of the trunks of all companies, by company and name, from the one behind `after`."""
        behind = (key for key in self._lines if after is None or key > after)
        return [self._status(self._lines[key]) for key in nsmallest(limit, behind)]

    def _status(self, line: Line) -> TrunkStatus:
        return line.status(*self._load.counts(*line.key))

    # -- what is due

    def _tick(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(self._tick_seconds, self._tick)
        now = self._clock()
        for line in self._lines.values():
            try:
                self._look_after(line, now)
            except Exception:
                log.exception("trunk not looked after", company=line.company, trunk=line.trunk.name)

    def _look_after(self, line: Line, now: float) -> None:
        if line.lookup_due <= now and line.key not in self._looking:
            self._looking.add(line.key)
            self._tasks.start(self._locate(line), name=f"look-up {line.key}")
        hop = line.targets.current
        if hop is None:
            return
        if line.registration.due <= now:
            self._registering.register(line, hop, now)
        match line.probe.act(now):
            case ProbeFinding.ASK:
                self._probing.ask(line, hop, now)
            case ProbeFinding.SILENT:
                line.hop_failed(hop, self._endpoint.failure(hop) or "no answer to OPTIONS")
        trial = line.targets.trial(now)
        if trial is not None:
            line.targets.asked(trial, now)
            self._probing.try_again(line, trial)

    # -- looking up

    def _take_numeric(self, line: Line) -> None:
        hops = numeric(line)
        learned = sources(hops) if line.trunk.server is not None else frozenset()
        line.located(hops, learned, 3600.0)
        self._directory.learn(*line.key, learned)

    async def _locate(self, line: Line) -> None:
        """Ask for a trunk's addresses; what is known stays known while nobody answers."""
        try:
            hops, learned, ttl = await look_up(line, self._ask, self._random)
        except (LookupFailed, NoAddress) as error:
            line.not_located(str(error))
            log.warning(
                "trunk not found", company=line.company, trunk=line.trunk.name, error=str(error)
            )
            return
        finally:
            self._looking.discard(line.key)
        line.located(hops, learned, ttl)
        if self._lines.get(line.key) is line:
            self._directory.learn(*line.key, learned)


def _same_account(one: Trunk, other: Trunk) -> bool:
    return other.registers and (one.username, one.server, one.domain) == (
        other.username,
        other.server,
        other.domain,
    )
