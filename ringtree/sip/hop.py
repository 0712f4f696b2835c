"""Where a message goes to or came from."""

from __future__ import annotations

from typing import NamedTuple

#: As a hop's `name`: whoever answers there is believed.
ANYBODY = "*"


class Hop(NamedTuple):
    """One transport address of a peer [RFC 3261 §8.1.2, RFC 3263 §4]."""

    transport: str
    """`udp`, `tcp`, `tls`; later `ws`, `wss`."""
    host: str
    """Numeric; an IPv6 address stands without brackets."""
    port: int
    name: str = ""
    """Over TLS, whom the peer's certificate must name [RFC 5922 §7.3]; empty: the address itself.

    Part of the hop, so that nobody's connection is used for a peer it was not proved to be.
    """

    @property
    def is_proven(self) -> bool:
        """Whether the peer has shown to receive at its address: a connection was made with it."""
        return self.transport != "udp"

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.transport}:{host}:{self.port}"
