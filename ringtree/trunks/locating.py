"""From a trunk's server to the addresses its requests may go to, in order [RFC 3263 §4].

Pure but for the question it is given: `ask(kind, name)` fetches records.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from ringtree.company.address import Host
from ringtree.company.trunk import Transport
from ringtree.sip.hop import Hop

#: More targets than any carrier has; an answer of a hostile server is cut here.
MOST_HOPS = 32
#: Seconds an answer is believed: at least, at most, and when there was nothing to ask.
SHORTEST_TTL, LONGEST_TTL = 15.0, 3600.0

_PORTS = {Transport.UDP: 5060, Transport.TCP: 5060, Transport.TLS: 5061}  # RFC 3261 §19.1.2
_SERVICES = {"SIP+D2U": Transport.UDP, "SIP+D2T": Transport.TCP, "SIPS+D2T": Transport.TLS}
_LABELS = {Transport.UDP: "_sip._udp", Transport.TCP: "_sip._tcp", Transport.TLS: "_sips._tcp"}


class LookupFailed(Exception):
    """The name servers gave no answer; nothing is known, which is not the same as no records."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.name = name
        self.why = why


class NoAddress(Exception):
    """The name exists nowhere, or leads to no address."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} has no address in DNS")
        self.name = name


class Naptr(NamedTuple):
    """What services a domain has, and under which names [RFC 3403]."""

    order: int
    preference: int
    flags: str
    service: str
    replacement: str


class Srv(NamedTuple):
    """A server of a service [RFC 2782]."""

    priority: int
    weight: int
    port: int
    target: str


class Records(NamedTuple):
    """An answer; `found` holds `Naptr`, `Srv` or addresses, by what was asked. `ttl` in seconds."""

    found: Sequence[Naptr | Srv | str] = ()
    ttl: float = LONGEST_TTL


#: Asks for NAPTR, SRV, A or AAAA records; no such name is an empty answer. Raises LookupFailed.
Ask = Callable[[str, str], Awaitable[Records]]


class Located(NamedTuple):
    """Where to send, the best first, and for how many seconds that is known."""

    hops: tuple[Hop, ...]
    ttl: float


@dataclass(slots=True)
class Locator:
    """One look-up. `tls_name` is what certificates must name instead of the server's own name."""

    ask: Ask
    random: Random
    tls_name: str | None = None
    _ttl: float = field(default=LONGEST_TTL, init=False)

    async def locate(self, server: Host, transport: Transport | None) -> Located:
        """The addresses of one server.

        Raises:
            LookupFailed: the name servers don't answer.
            NoAddress: they answer that there is none.
        """
        if server.is_numeric:
            kind = transport or Transport.UDP
            hop = self._hop(kind, server.name, server.port or _PORTS[kind], "")
            return Located((hop,), LONGEST_TTL)
        hops = await self._by_name(server, transport)
        if not hops:
            raise NoAddress(server.name)
        return Located(tuple(dict.fromkeys(hops))[:MOST_HOPS], max(SHORTEST_TTL, self._ttl))

    async def addresses(self, name: str) -> Located:
        """The bare addresses of a name: where a carrier's calls come from. As `locate` raises."""
        found = await self._addresses(name)
        if not found:
            raise NoAddress(name)
        hops = tuple(Hop("udp", host, 0) for host in found[:MOST_HOPS])
        return Located(hops, max(SHORTEST_TTL, self._ttl))

    async def _by_name(self, server: Host, transport: Transport | None) -> list[Hop]:
        if server.port is not None:
            return await self._plain(server.name, transport or Transport.UDP, server.port)
        hops: list[Hop] = []
        for kind, name in await self._services(server.name, transport):
            hops += await self._servers(kind, name, server.name)
        if hops:
            return hops
        kind = transport or Transport.UDP
        return await self._plain(server.name, kind, _PORTS[kind])

    async def _services(
        self, domain: str, transport: Transport | None
    ) -> list[tuple[Transport, str]]:
        """Which SRV names to ask, in order [RFC 3263 §4.1]."""
        if transport is None and (offered := await self._offered(domain)):
            return offered
        kinds = [transport] if transport else [Transport.UDP, Transport.TCP, Transport.TLS]
        return [(kind, f"{_LABELS[kind]}.{domain}") for kind in kinds]

    async def _offered(self, domain: str) -> list[tuple[Transport, str]]:
        records = [one for one in await self._records("NAPTR", domain) if isinstance(one, Naptr)]
        known = [
            one
            for one in sorted(records)
            if one.flags.lower() == "s" and one.service.upper() in _SERVICES
        ]
        return [(_SERVICES[one.service.upper()], one.replacement) for one in known]

    async def _servers(self, kind: Transport, name: str, domain: str) -> list[Hop]:
        records = [one for one in await self._records("SRV", name) if isinstance(one, Srv)]
        hops: list[Hop] = []
        for one in in_order(records, self.random)[:MOST_HOPS]:
            if one.target:  # "." says that the service is decidedly not there [RFC 2782]
                hops += [
                    self._hop(kind, host, one.port, domain)
                    for host in await self._addresses(one.target)
                ]
        return hops

    async def _plain(self, name: str, kind: Transport, port: int) -> list[Hop]:
        return [self._hop(kind, host, port, name) for host in await self._addresses(name)]

    async def _addresses(self, name: str) -> list[str]:
        found: list[str] = []
        for kind in ("A", "AAAA"):
            found += [one for one in await self._records(kind, name) if isinstance(one, str)]
        return found

    async def _records(self, kind: str, name: str) -> Sequence[Naptr | Srv | str]:
        answer = await self.ask(kind, name)
        if answer.found:
            self._ttl = min(self._ttl, answer.ttl)
        return answer.found

    def _hop(self, kind: Transport, host: str, port: int, name: str) -> Hop:
        if kind is not Transport.TLS:
            return Hop(kind.value, host, port)
        return Hop(kind.value, host, port, name if self.tls_name is None else self.tls_name)


def in_order(records: Iterable[Srv], random: Random) -> list[Srv]:
    """By priority, and within one at random by weight [RFC 2782]."""
    ordered: list[Srv] = []
    by_priority: dict[int, list[Srv]] = {}
    for one in records:
        by_priority.setdefault(one.priority, []).append(one)
    for _, equal in sorted(by_priority.items()):
        rest = sorted(equal, key=lambda one: one.weight)  # those of weight 0 first
        while rest:
            ordered.append(rest.pop(_pick([one.weight for one in rest], random)))
    return ordered


def _pick(weights: Sequence[int], random: Random) -> int:
    chosen, running = random.randint(0, sum(weights)), 0
    for index, weight in enumerate(weights):
        running += weight
        if running >= chosen:
            return index
    return len(weights) - 1
