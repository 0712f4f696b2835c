"""Asking the name servers, by dnspython."""

from __future__ import annotations

import dns.asyncresolver
import dns.exception
import dns.name
import dns.rdatatype
import dns.resolver

from ringtree.trunks.locating import LookupFailed, Naptr, Records, Srv

#: Seconds for one question, repeated questions to further name servers included.
LIMIT = 5.0


class DnsResolver:
    """Asks the system's name servers, or those it is given as `address` or `address:port`."""

    def __init__(self, servers: tuple[str, ...] = ()) -> None:
        self._servers = servers
        self._resolver: dns.asyncresolver.Resolver | None = None

    async def ask(self, kind: str, name: str) -> Records:
        """Records of one kind; no such name or no such records is an empty answer.

        Raises:
            LookupFailed: no name server answered, or the name is none.
        """
        try:
            answer = await self._open().resolve(name, kind, search=False, lifetime=LIMIT)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return Records()
        except (dns.exception.DNSException, OSError) as error:
            raise LookupFailed(name, _why(error)) from error
        ttl = float(answer.rrset.ttl) if answer.rrset is not None else 0.0
        return Records(tuple(map(_read, answer)), ttl)

    def _open(self) -> dns.asyncresolver.Resolver:
        """Made when first needed: a machine without name servers has numeric trunks alone.

        Raises:
            dns.resolver.NoResolverConfiguration: /etc/resolv.conf names none.
        """
        if self._resolver is None:
            resolver = dns.asyncresolver.Resolver(configure=not self._servers)
            if self._servers:
                resolver.nameservers = [_address(server)[0] for server in self._servers]
                resolver.nameserver_ports = dict(map(_address, self._servers))
            self._resolver = resolver
        return self._resolver


def _address(server: str) -> tuple[str, int]:
    """`192.0.2.53`, `192.0.2.53:5353` or an IPv6 address."""
    if server.count(":") == 1:
        host, _, port = server.partition(":")
        return host, int(port)
    return server, 53


def _read(record: object) -> Naptr | Srv | str:
    match getattr(record, "rdtype", None):
        case dns.rdatatype.NAPTR:
            one = record
            return Naptr(
                one.order,  # type: ignore[attr-defined]
                one.preference,  # type: ignore[attr-defined]
                one.flags.decode("ascii", "replace"),  # type: ignore[attr-defined]
                one.service.decode("ascii", "replace"),  # type: ignore[attr-defined]
                _name(one.replacement),  # type: ignore[attr-defined]
            )
        case dns.rdatatype.SRV:
            one = record
            return Srv(one.priority, one.weight, one.port, _name(one.target))  # type: ignore[attr-defined]
        case _:
            return str(record)


def _name(name: dns.name.Name) -> str:
    return name.to_text(omit_final_dot=True).strip(".").lower()


def _why(error: Exception) -> str:
    if isinstance(error, dns.resolver.LifetimeTimeout):
        return f"no name server answered within {LIMIT:g} s"
    if isinstance(error, dns.resolver.NoNameservers):
        return "the name servers can't answer for it"
    if isinstance(error, dns.resolver.NoResolverConfiguration):
        return "this machine knows no name server (/etc/resolv.conf)"
    return str(error) or type(error).__name__
