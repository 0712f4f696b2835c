"""Which address a leg's media really comes from: learned once, then locked.

A description names an address, but behind NAT it is a private one and the packets come from
elsewhere; and anybody on the Internet may send packets to an open port. The rule:

1. Until a leg is locked, nothing received is heard, and we send to the address described.
2. A packet from the described host, or from the host the signalling comes from, locks the leg to
   its address at once.
3. Another address is locked to only after `PACKETS` consecutive packets of one SSRC that took at
   least `SPAN` seconds, and so only while the expected one is silent (it would have won by rule 2).
4. A locked socket is connected, so that the kernel drops everybody else's packets.
5. Only a new description (another address, or signalling from another host) unlocks.

A new description with the same address keeps the lock: a phone on hold may not send anything that
it could be learned from again.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import TypeAlias

PACKETS = 10
SPAN = 0.15  # seconds
MAX_CANDIDATES = 4

Address: TypeAlias = tuple[str, int]


@dataclass(slots=True)
class _Candidate:
    ssrc: int
    sequence: int
    since: float
    packets: int = 1


class RemoteLearner:
    """Decides when to lock one leg. Times are monotonic seconds."""

    __slots__ = ("_candidates", "_expected")

    def __init__(self, *expected_hosts: str | None) -> None:
        self._expected = {canonical(host) for host in expected_hosts if host}
        self._candidates: dict[Address, _Candidate] = {}

    def packet(self, source: Address, ssrc: int, sequence: int, now: float) -> bool:
        """Take one well-formed packet of an agreed payload type; True: lock to `source`."""
        if source[0] in self._expected:
            return True
        candidate = self._candidates.get(source)
        if candidate is None or not _follows(candidate, ssrc, sequence):
            self._begin(source, ssrc, sequence, now)
            return False
        candidate.sequence = sequence
        candidate.packets += 1
        return candidate.packets >= PACKETS and now - candidate.since >= SPAN

    def _begin(self, source: Address, ssrc: int, sequence: int, now: float) -> None:
        if source not in self._candidates and len(self._candidates) >= MAX_CANDIDATES:
            oldest = min(self._candidates, key=lambda known: self._candidates[known].since)
            del self._candidates[oldest]
        self._candidates[source] = _Candidate(ssrc, sequence, now)


def _follows(candidate: _Candidate, ssrc: int, sequence: int) -> bool:
    return candidate.ssrc == ssrc and sequence == (candidate.sequence + 1) & 0xFFFF


def canonical(host: str) -> str:
    """The form in which the kernel writes an address; a name stays as it is."""
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return host


def is_sendable(host: str, port: int) -> bool:
    """Whether there is somebody to send to: a numeric, specified address and a port."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return port > 0 and not address.is_unspecified and not address.is_multicast
