"""Where a trunk's servers are, and where its calls come from."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from ringtree.sip.hop import Hop
from ringtree.trunks.line import Line
from ringtree.trunks.locating import Ask, Locator


async def look_up(
    line: Line, ask: Ask, random: Random
) -> tuple[Sequence[Hop], frozenset[str], float]:
    """A trunk's hops in order, the sources of its calls, and the seconds both are good for.

    Raises:
        LookupFailed: no name server answers.
        NoAddress: a name has none.
    """
    trunk = line.trunk
    hops: list[Hop] = []
    learned: set[str] = set()
    ttl = 3600.0
    for server in trunk.servers:
        found = await Locator(ask, random, line.tls_name).locate(server, trunk.transport)
        hops += found.hops
        ttl = min(ttl, found.ttl)
    if trunk.server is not None:
        learned.update(sources(hops))
    for name in trunk.names:
        found = await Locator(ask, random).addresses(name.name)
        learned.update(hop.host for hop in found.hops)
        ttl = min(ttl, found.ttl)
    return list(dict.fromkeys(hops)), frozenset(learned), ttl


def sources(hops: Sequence[Hop]) -> frozenset[str]:
    """Where the calls of a server come from: over UDP from its own port, else from any."""
    return frozenset(map(_source, hops))


def _source(hop: Hop) -> str:
    if hop.transport != "udp":
        return hop.host
    host = f"[{hop.host}]" if ":" in hop.host else hop.host
    return f"{host}:{hop.port}"


def numeric(line: Line) -> tuple[Hop, ...]:
    """The hops of a trunk whose servers need no look-up."""
    transport = line.trunk.transport.value if line.trunk.transport else "udp"
    usual = 5061 if transport == "tls" else 5060
    name = line.tls_name or "" if transport == "tls" else ""
    return tuple(Hop(transport, one.name, one.port or usual, name) for one in line.trunk.servers)
