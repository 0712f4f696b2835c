"""Where a trunk's calls come from: an address, an address and port, or a network."""

from __future__ import annotations

import re
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import NamedTuple

from ringtree.explained import Explained

ALLOWED = "an address (203.0.113.5), address:port, [IPv6]:port or a network (203.0.113.0/28)"
ALLOWED_RU = "адрес (203.0.113.5), адрес:порт, [IPv6]:порт или сеть (203.0.113.0/28)"


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
        raise Explained(
            f"{text!r} is not {ALLOWED}: {error}", f"«{text}» — не {ALLOWED_RU}"
        ) from None
    return TrunkAddress(network, port)


def _split_port(text: str) -> tuple[str, int | None]:
    if text.startswith("["):
        host, closed, rest = text[1:].partition("]")
        if not closed or (rest and not rest.startswith(":")):
            raise Explained(f"{text!r} is not {ALLOWED}", f"«{text}» — не {ALLOWED_RU}")
        return host, _port(rest[1:], text) if rest else None
    if text.count(":") == 1:
        host, _, port = text.partition(":")
        return host, _port(port, text)
    return text, None


def _port(digits: str, text: str) -> int:
    if not (digits.isascii() and digits.isdigit() and 0 < int(digits) < 65536):
        raise Explained(
            f"{text!r} has a port that is not a number from 1 to 65535",
            f"порт в «{text}» — не число от 1 до 65535",
        )
    return int(digits)


class Host(NamedTuple):
    """A server to be reached: a numeric address or a DNS name, and perhaps a port."""

    name: str
    port: int | None

    @property
    def is_numeric(self) -> bool:
        """Whether it needs no look-up."""
        return ":" in self.name or self.name.replace(".", "").isdigit()


_NAME = re.compile(r"(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\.[A-Za-z0-9_-]{1,63})*\.?")


def is_name(text: str) -> bool:
    """Whether an address is a DNS name, with or without a port."""
    host = text.partition(":")[0]
    return "/" not in text and any(char.isalpha() for char in host) and text.count(":") <= 1


def parse_name(text: str) -> Host:
    """Read a DNS name with or without a port.

    Raises:
        ValueError: it is none.
    """
    host, port = _split_port(text)
    if not _NAME.fullmatch(host):
        raise Explained(
            f"{text!r} is neither a DNS name nor {ALLOWED}",
            f"«{text}» — не имя DNS и не {ALLOWED_RU}",
        )
    return Host(host.rstrip(".").lower(), port)


def parse_host(text: str) -> Host:
    """Read a server: a DNS name or a single numeric address, with or without a port.

    Raises:
        ValueError: it is neither.
    """
    if is_name(text):
        return parse_name(text)
    address = parse_address(text)
    if address.host is None:
        raise Explained(
            f"{text!r} is a network; calls go to a single server",
            f"«{text}» — это сеть, а звонки идут на один сервер",
        )
    return Host(address.host, address.port)
