"""Where a trunk's calls come from: an address, an address and port, or a network."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import NamedTuple

ALLOWED = "an address (203.0.113.5), address:port, [IPv6]:port or a network (203.0.113.0/28)"


class TrunkAddress(NamedTuple):
    """One source of a trunk's calls: a network (often of one address) and perhaps a port."""

    network: IPv4Network | IPv6Network
    port: int | None

    def matches(self, host: str, port: int) -> bool:
        """Whether a message from numeric `host` and `port` came from here."""
        try:
            address = ip_address(host)
        except ValueError:
            return False
        return address in self.network and self.port in (None, port)

    @property
    def host(self) -> str | None:
        """The numeric address calls can be sent to; None for a network of several."""
        return str(self.network[0]) if self.network.num_addresses == 1 else None


def parse_address(text: str) -> TrunkAddress:
    """Read one address as a document writes it.

    Raises:
        ValueError: it is none of the four forms.
    """
    host, port = _split_port(text)
    try:
        network = ip_network(host)
    except ValueError as error:
        raise ValueError(f"{text!r} is not {ALLOWED}: {error}") from None
    return TrunkAddress(network, port)


def _split_port(text: str) -> tuple[str, int | None]:
    if text.startswith("["):
        host, closed, rest = text[1:].partition("]")
        if not closed or (rest and not rest.startswith(":")):
            raise ValueError(f"{text!r} is not {ALLOWED}")
        return host, _port(rest[1:], text) if rest else None
    if text.count(":") == 1:
        host, _, port = text.partition(":")
        return host, _port(port, text)
    return text, None


def _port(digits: str, text: str) -> int:
    if not (digits.isascii() and digits.isdigit() and 0 < int(digits) < 65536):
        raise ValueError(f"{text!r} has a port that is not a number from 1 to 65535")
    return int(digits)
