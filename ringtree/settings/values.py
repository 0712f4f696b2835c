"""Values that settings have: addresses to listen on, ports, lists, and how they are written."""

from __future__ import annotations

import re
from ipaddress import ip_address, ip_network
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, Field


class Bind(NamedTuple):
    """An address to listen on."""

    transport: str  # udp, tcp or tls
    host: str  # numeric; IPv6 without brackets
    port: int


def parse_bind(text: str) -> Bind:
    """Read `udp:0.0.0.0:5060` or `tls:[::]:5061`.

    Raises:
        ValueError: it is nothing of the kind.
    """
    transport, _, rest = text.partition(":")
    host, _, port = rest.rpartition(":")
    is_bracketed = host.startswith("[") and host.endswith("]")
    host = host[1:-1] if is_bracketed else host
    if (
        transport not in ("udp", "tcp", "tls")
        or not _is_port(port)
        or (":" in host) != is_bracketed
    ):
        raise ValueError("transport:address:port, such as udp:0.0.0.0:5060 or tls:[::]:5061")
    return Bind(transport, numeric(host), int(port))


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text) < 65536


def numeric(host: str) -> str:
    """A numeric address, written as usual.

    Raises:
        ValueError: it is none.
    """
    try:
        return str(ip_address(host))
    except ValueError:
        raise ValueError(f"a numeric address, which {host!r} is not") from None


def bind_text(text: str) -> str:
    """What `parse_bind` reads, as it is.

    Raises:
        ValueError: it can't be read.
    """
    parse_bind(text)
    return text


class Ports(NamedTuple):
    """A range of UDP ports, both ends included."""

    first: int
    last: int


def parse_ports(text: str) -> Ports:
    """Read `10000-19999`.

    Raises:
        ValueError: not a range, or too small for a single call.
    """
    first, _, last = text.partition("-")
    allowed = "first-last with 1024 <= first, last <= 65535 and at least 4 ports: 10000-19999"
    if not (_is_port(first) and _is_port(last)):
        raise ValueError(allowed)
    ports = Ports(int(first), int(last))
    if ports.first < 1024 or ports.last - ports.first < 3:
        raise ValueError(allowed)
    return ports


def ports_text(text: str) -> str:
    """What `parse_ports` reads, as it is.

    Raises:
        ValueError: it can't be read.
    """
    parse_ports(text)
    return text


def listed(value: object) -> object:
    """The environment knows no lists: commas there."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value


def host(text: str) -> str:
    """A host name, a numeric address or a network.

    Raises:
        ValueError: it is none of them.
    """
    try:
        return str(ip_network(text, strict=False)) if "/" in text else str(ip_address(text))
    except ValueError:
        if re.fullmatch(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?", text):
            return text.lower()
    raise ValueError("a host name, a numeric address or a network such as 10.1.0.0/16")


def _nothing(value: object) -> object:
    return None if value == "" else value


EmptyIsUnset = BeforeValidator(_nothing)  # in the environment, empty means not set
Seconds = Annotated[float, Field(allow_inf_nan=False)]
