"""The doorkeeper at work: what the endpoint, the registrar and the reception ask of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from heapq import nsmallest
from typing import NamedTuple

import structlog

from ringtree.events import EventBus
from ringtree.security.allowed import Network
from ringtree.security.blocks import Block, key_of
from ringtree.security.blocks import BlockKind as BlockKind
from ringtree.security.scanners import named_account, scanner_of, speaks_as_account
from ringtree.security.watch import Watch
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request
from ringtree.storage.bans import WEEK, Ban, Bans, Place
from ringtree.storage.database import DatabaseFailure

log = structlog.get_logger(__name__)

#: Seconds between two writings of new bans.
PAUSE = 1.0
#: A wait shorter than this, in seconds, is over before anybody could look at it.
WORTH_KEEPING = 60.0
#: When a network ends to be allowed that was allowed by hand: not in this century.
FOR_EVER = 4_102_444_800.0
#: Bans that wait to be written at most.
MOST_WAITING = 5_000


#: Of what gets a stranger banned, an OPTIONS is as much: monitors send some, scanners many.
OPTIONS_WEIGHT = 0.2


class _Held(NamedTuple):
    kind: BlockKind
    subject: str


class Doorkeeper:
    """Watches sources and accounts across all transports.

    Args:
        is_trunk: whether an address and port is a trunk's; those are never banned.
        clock: seconds since 1970, because bans outlive the process.
    """

    def __init__(
        self,
        *,
        store: Bans,
        events: EventBus,
        is_trunk: Callable[[str, int], bool],
        allowed: tuple[Network, ...] = (),
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.watch = Watch(
            on_block=self._on_block,
            allowed=allowed,
            is_trusted=lambda host: is_trunk(host, 0),
        )
        self._store = store
        self._events = events
        self._is_trunk = is_trunk
        self._clock = clock
        self._waiting: dict[_Held, Ban] = {}
        self._stored: set[_Held] = set()

    # -- for the endpoint

    def admits_source(self, source: Hop) -> bool:
        """Whether anything from there is read at all. Asked for each packet."""
        watch = self.watch
        if not (watch.banned or watch.slowed):
            return True
        now = self._clock()
        if not watch.is_banned(source.host, now):
            return self._is_trunk_or_passes(source, now)
        if not self._is_trunk(source.host, source.port):
            return False
        # It was made a trunk's address since.
        self.watch.lift(BlockKind.SOURCE, key_of(source.host))
        return True

    def _is_trunk_or_passes(self, source: Hop, now: float) -> bool:
        """Whether a message is let in from a source that may be slowed, over UDP alone."""
        if source.is_proven or not self.watch.holds_up(source.host, now):
            return True
        return self._is_trunk(source.host, source.port)

    def admits(self, request: Request, source: Hop) -> bool:
        """Whether a request is served; one that is not gets no answer."""
        if self._is_trunk(source.host, source.port):
            return True
        now = self._clock()
        if (name := scanner_of(request)) is not None:
            proven = source.is_proven
            self.watch.scanner(source.host, f"the scanner {name}", now, proven=proven)
            return False
        if request.method == "INVITE" and not request.get("Authorization"):
            return self._admits_call(request, source, now)
        if request.method == "OPTIONS" and not self.watch.is_good(source.host, now):
            why = "asked what we can do, again and again"
            self.watch.strange(
                source.host, why, now, weight=OPTIONS_WEIGHT, proven=source.is_proven
            )
        return True

    def _admits_call(self, request: Request, source: Hop, now: float) -> bool:
        """A stranger who calls as nobody who could be here is a scanner, whomever he calls."""
        if speaks_as_account(request) or self.watch.is_good(source.host, now):
            return True
        why = "called as nobody we know"
        self.watch.strange(source.host, why, now, proven=source.is_proven)
        return False

    # -- for the authenticator

    def may_try(self, account: str, host: str) -> bool:
        """Whether a password is looked at, or has to wait."""
        return self.watch.may_try(account, host, self._clock())

    def right(self, account: str, host: str) -> None:
        """A password was right."""
        self.watch.right(account, host, self._clock())

    def wrong(self, account: str, host: str) -> None:
        """A password was wrong, or the account does not exist."""
        log.warning("wrong password", account=account[:60], source=host)
        self.watch.wrong(account, host, self._clock())

    def challenged(self, request: Request, source: Hop) -> None:
        """Somebody was asked for a password."""
        account, now = named_account(request), self._clock()
        self.watch.challenged(account, source.host, now, proven=source.is_proven)

    def known(self, host: str) -> None:
        """A phone is registered from there since before this process began."""
        self.watch.right("", host, self._clock())

    # -- for the operator

    async def standing(self, *, limit: int, after: Place | None = None) -> list[Ban]:
        """Some of what is stopped, slowed or allowed by hand now, the newest first, from the one
        behind `after`. Of what is stored no more is read than is given.

        Raises:
            DatabaseFailure: what is stored can't be read.
        """
        now = self._clock()
        fresh = {**self._waiting, **self._slowed(now)}
        behind = [one for one in fresh.values() if after is None or _rank(one) > _rank_of(after)]
        stored = [
            one
            for one in await self._store.page(now, limit=limit + len(fresh), after=after)
            # What waits to be written stands in the place of what it was before.
            if (one.kind, one.subject) not in fresh
        ]
        together = stored + nsmallest(limit, behind, key=_rank)
        return sorted(together, key=lambda one: one.since, reverse=True)[:limit]

    async def about(self, subject: str) -> list[Ban]:
        """What stops a source or an account now, or allows a network.

        Raises:
            DatabaseFailure: what is stored can't be read.
        """
        now = self._clock()
        fresh = {**self._waiting, **self._slowed(now)}
        stored = await self._store.about(subject, now)
        found = {_Held(BlockKind(one.kind), one.subject): one for one in stored}
        return [one for held, one in {**found, **fresh}.items() if held.subject == subject]

    def _slowed(self, now: float) -> dict[_Held, Ban]:
        return {
            _Held(BlockKind.SLOWED, key): Ban(
                kind=BlockKind.SLOWED.value,
                subject=key,
                until=one.until,
                why=one.why,
                times=1,
                since=datetime.fromtimestamp(one.since, UTC),
            )
            for key, one in self.watch.slowed.items()
            if one.until > now
        }

    async def lift(self, subject: str) -> bool:
        """Let an address or an account in again, or allow a network no longer; False: nothing did.

        Raises:
            DatabaseFailure: it is not lifted.
        """
        await self.write()
        was_slowed = self.watch.slowed.pop(subject, None) is not None
        stored = await self._store.lift(subject)
        await self.load()
        return was_slowed or stored > 0

    async def keep(self, ban: Ban) -> None:
        """Stop an address, or allow a network, from now on.

        Raises:
            DatabaseFailure: it is not kept.
        """
        await self._store.keep([ban], tell=True)
        await self.load()

    # -- what is kept

    def _on_block(self, block: Block) -> None:
        facts = {
            "kind": block.kind.value,
            "subject": block.subject,
            "why": block.why,
            "seconds": round(block.until - self._clock()),
        }
        if block.kind is BlockKind.SLOWED:
            # Whoever writes addresses that are not theirs fills neither database nor live views.
            log.info("slowed", **facts)
            return
        log.warning("locked out", **facts)
        self._events.publish(None, "security.locked_out", facts)
        if block.until - self._clock() >= WORTH_KEEPING and len(self._waiting) < MOST_WAITING:
            now = datetime.fromtimestamp(self._clock(), UTC)
            self._waiting[_Held(block.kind, block.subject)] = Ban(
                kind=block.kind.value,
                subject=block.subject,
                until=block.until,
                why=block.why,
                times=block.times,
                since=now,
            )

    async def run(self) -> None:
        """Write new bans, for as long as the server runs."""
        while True:
            await asyncio.sleep(PAUSE)
            try:
                await self.write()
            except DatabaseFailure as error:
                log.warning("bans can't be stored", why=str(error))

    async def write(self) -> None:
        """Store the bans that are new.

        Raises:
            DatabaseFailure: they are tried again.
        """
        if self._waiting:
            batch = dict(self._waiting)
            await self._store.keep(batch.values())
            self._stored.update(batch)
            for held, ban in batch.items():
                if self._waiting.get(held) == ban:
                    del self._waiting[held]

    async def load(self, _company: str | None = None) -> None:
        """Take over what is stored: bans of before, set or lifted by another process."""
        found = {
            _Held(BlockKind(one.kind), one.subject): one
            for one in await self._store.all(self._clock() - WEEK)
        }
        for held in self._stored - found.keys():
            self.watch.lift(*held)
        for held, one in found.items():
            if held not in self._stored:
                block = Block(held.kind, one.subject, one.until, one.why, one.times)
                self.watch.restore(block)
        self._stored = set(found)

    async def purge(self) -> None:
        """Forget what is long over."""
        await self._store.purge(self._clock())


def _rank(one: Ban) -> tuple[float, str, str]:
    """The newest first; as `Bans.page` orders them."""
    return _rank_of((one.since, one.kind, one.subject))


def _rank_of(place: Place) -> tuple[float, str, str]:
    return -place[0].timestamp(), place[1], place[2]


def subject_of(text: str) -> str:
    """What an operator calls a source, as it is kept."""
    return key_of(text.strip())
