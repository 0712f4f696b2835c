"""Which address a leg's media really comes from: learned once, then locked.

A description names an address, but behind NAT it is a private one and the packets come from
elsewhere; and anybody on the Internet may send packets to an open port. The rule:

1. Nothing is heard, and we send to the address described, until a packet tells more.
2. A packet from exactly the described address locks the leg to it.
3. A packet from another port of the described host, or from the host the signalling comes from,
   is heard and answered at once; the lock follows when that went on for `SETTLE` seconds, or
   comes by rule 2. The address that the description replaced is no such address: a re-INVITE is
   overtaken by packets of the old stream.
4. Any other address is locked to only after `PACKETS` consecutive packets of one SSRC that took at
   least `SPAN` seconds, and only while no expected address is heard.
5. A locked socket is connected, so that the kernel drops everybody else's packets.
6. Only a new description (another address, or signalling from another host) unlocks.

A new description with the same address keeps the lock: a phone on hold may not send anything that
it could be learned from again.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TypeAlias

PACKETS = 10
SPAN = 0.15  # seconds
SETTLE = 1.0
#: An expected address that was not heard for so long has fallen silent.
QUIET = 0.2
MAX_CANDIDATES = 4

Address: TypeAlias = tuple[str, int]


class Verdict(Enum):
    """What to do with a packet of an unlocked leg."""

    IGNORE = "ignore"
    HEAR = "hear"
    LOCK = "lock"


@dataclass(slots=True)
class _Candidate:
    ssrc: int
    sequence: int
    since: float
    packets: int = 1


class RemoteLearner:
    """Decides whom one leg believes. Times are monotonic seconds."""

    __slots__ = (
        "_candidates",
        "_described",
        "_expected",
        "_heard_at",
        "_previous",
        "_tentative",
        "_tentative_since",
    )

    def __init__(
        self, described: Address, signalling_host: str | None, previous: Address | None = None
    ) -> None:
        """`previous` is the address the leg was locked to until now."""
        self._described = (canonical(described[0]), described[1])
        self._expected = {self._described[0], canonical(signalling_host or described[0])}
        self._previous = previous
        self._tentative: Address | None = None
        self._tentative_since = 0.0
        self._heard_at = float("-inf")
        self._candidates: dict[Address, _Candidate] = {}

    def packet(self, source: Address, ssrc: int, sequence: int, now: float) -> Verdict:
        """Judge one well-formed packet of an agreed payload type."""
        if source == self._described:
            return Verdict.LOCK
        if source == self._tentative or (source[0] in self._expected and source != self._previous):
            return self._try(source, now)
        if now - self._heard_at < QUIET:
            self._candidates.clear()
            return Verdict.IGNORE
        return self._count(source, ssrc, sequence, now)

    def _try(self, source: Address, now: float) -> Verdict:
        if source != self._tentative:
            if now - self._heard_at < QUIET:
                return Verdict.IGNORE
            self._tentative, self._tentative_since = source, now
        self._heard_at = now
        return Verdict.LOCK if now - self._tentative_since >= SETTLE else Verdict.HEAR

    def _count(self, source: Address, ssrc: int, sequence: int, now: float) -> Verdict:
        candidate = self._candidates.get(source)
        if candidate is None or not _follows(candidate, ssrc, sequence):
            self._begin(source, ssrc, sequence, now)
            return Verdict.IGNORE
        candidate.sequence = sequence
        candidate.packets += 1
        if candidate.packets < PACKETS or now - candidate.since < SPAN:
            return Verdict.IGNORE
        return Verdict.LOCK

    def _begin(self, source: Address, ssrc: int, sequence: int, now: float) -> None:
        if source not in self._candidates and len(self._candidates) >= MAX_CANDIDATES:
            oldest = min(self._candidates, key=lambda known: self._candidates[known].since)
            del self._candidates[oldest]
        self._candidates[source] = _Candidate(ssrc, sequence, now)


def _follows(candidate: _Candidate, ssrc: int, sequence: int) -> bool:
    return candidate.ssrc == ssrc and sequence == (candidate.sequence + 1) & 0xFFFF


# Phones are few and calls are many; a stranger's addresses push each other out.
@lru_cache(maxsize=4096)
def canonical(host: str) -> str:
    """The form in which the kernel writes an address; a name stays as it is."""
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return host


def is_sendable(host: str, port: int) -> bool:
    """Whether there is somebody to send to: a numeric, specified address and a port."""
    return port > 0 and _is_somebody(host)


@lru_cache(maxsize=4096)
def _is_somebody(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return not address.is_unspecified and not address.is_multicast
