"""Which addresses a company's document may make this server talk to.

Documents are written by customers, and this server stands in a network of its own: without a
check a webhook would be their way into it. Public addresses are allowed, and what the operator
names; a host is resolved once, and the connection goes to the address that was checked.
"""

from __future__ import annotations

import socket
from collections.abc import Collection
from dataclasses import dataclass
from errno import EACCES
from functools import cached_property
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address

_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052 §2.1


class AddressRefused(OSError):
    """An address that may not be connected to."""

    def __init__(self, host: str, address: str) -> None:
        where = host if host == address else f"{host} ({address})"
        super().__init__(EACCES, f"{where} is not a public address, and no allowed one")
        self.host = host
        self.address = address

    def __str__(self) -> str:
        return str(self.strerror)


@dataclass(frozen=True)
class AddressGuard:
    """Judges addresses. `allowed` are host names, addresses and networks besides public ones."""

    allowed: Collection[str] = ()
    own: Collection[str] = ()

    @cached_property
    def _networks(self) -> list[object]:
        return [network for one in self.allowed if (network := network_of(one)) is not None]

    def check(self, host: str, address: str) -> None:
        """Raises AddressRefused unless `host`, which resolved to `address`, may be asked."""
        if host.lower().rstrip(".") in self.allowed:
            return
        try:
            parsed = ip_address(address.partition("%")[0])
        except ValueError:
            raise AddressRefused(host, address) from None
        if any(parsed in network for network in self._networks):  # type: ignore[operator]
            return
        if not is_public(parsed) or address in self.own or is_ours(address):
            raise AddressRefused(host, address)


def network_of(text: str) -> object | None:
    """The network or single address that a text names; None if it is a host name."""
    try:
        return ip_network(text, strict=False)
    except ValueError:
        return None


def is_public(address: Address) -> bool:
    """Whether an address, and any address it carries inside, is of the public internet."""
    inner = embedded(address)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not address.is_multicast


def embedded(address: Address) -> IPv4Address | None:
    """The IPv4 address that packets to an IPv6 one end up at, by mapping, 6to4 or NAT64."""
    if not isinstance(address, IPv6Address):
        return None
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def is_ours(address: str) -> bool:
    """Whether an address, public perhaps, belongs to this machine: only those can be bound."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind((address, 0))
    except OSError:
        return False
    return True
