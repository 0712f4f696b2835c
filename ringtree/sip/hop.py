"""Where a message goes to or came from."""

from __future__ import annotations

from typing import NamedTuple


class Hop(NamedTuple):
    """One transport address of a peer [RFC 3261 §8.1.2, RFC 3263 §4]."""

    transport: str
    """`udp`, `tcp`; later `tls`, `ws`, `wss`."""
    host: str
    """Numeric; an IPv6 address stands without brackets."""
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.transport}:{host}:{self.port}"
