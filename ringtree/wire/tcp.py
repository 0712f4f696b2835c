"""TCP and TLS connections, one per peer and reused both ways [RFC 3261 §18, RFC 5923].

Every resource a stranger can take is bounded: connections in total and per source, bytes of a
message, the time a message may take to arrive, bytes waiting to be read by the peer.
"""

from __future__ import annotations

import asyncio
import ssl
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from ringtree.sip.framing import FramingError, KeepAlive, StreamFramer
from ringtree.sip.hop import Hop
from ringtree.tasks import TaskOwner
from ringtree.wire.tls import CertificateError, Tls

PONG = b"\r\n"
REMEMBERED_FAILURES = 256


@dataclass(frozen=True, slots=True)
class TcpLimits:
    """Bounds; times in seconds."""

    connections: int = 2000
    connections_per_source: int = 200
    message: int = 65535
    message_time: float = 30.0
    """A message must be complete this long after its first byte, the first one after accepting."""
    idle_time: float = 7200.0
    """A connection on which nothing is said for this long is closed."""
    connect_time: float = 5.0
    unread: int = 1024 * 1024
    """Bytes the peer may leave unread before it is cut off."""
    waiting: int = 64
    """Messages that may wait for a connection being made."""


@dataclass(frozen=True, slots=True)
class TcpEvents:
    """Where a connection's news goes."""

    on_message: Callable[[bytes, Hop], None]
    on_broken: Callable[[FramingError, Hop], None]
    """The stream cannot be followed; what is sent to the hop now still gets out."""
    on_failed: Callable[[Hop], None]
    """What was sent to the hop may not have arrived."""
    on_idle: Callable[[], None]
    """After everything that came at once was handed over."""


class Connection(asyncio.Protocol):
    """One connection; `hop` is its other end."""

    __slots__ = ("_begun", "_framer", "_heard", "_owner", "_transport", "_used", "hop")

    def __init__(self, owner: TcpTransport, hop: Hop | None = None) -> None:
        self._owner = owner
        self._framer = StreamFramer(owner.limits.message)
        self._transport: asyncio.Transport | None = None
        self._heard = owner.clock()
        self._begun: float | None = self._heard if hop is None else None
        """When the message that is not complete yet began; a stranger owes one from the start."""
        self._used = False
        self.hop = hop

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        if self.hop is None:
            address = transport.get_extra_info("peername")
            if address is None:
                self._transport.abort()
                return
            self.hop = Hop(self._owner.name, address[0], address[1])
        self._owner.failures.pop(self.hop, None)
        if not self._owner.admit(self, self.hop):
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        if self.hop is None or self._transport is None or self._transport.is_closing():
            return
        self._heard = self._owner.clock()
        try:
            units = self._framer.feed(data)
        except FramingError as error:
            self._take(error.complete)
            self._owner.events.on_broken(error, self.hop)
            self._owner.events.on_idle()
            self._transport.close()
            return
        self._take(units)
        if not self._framer.pending:
            self._begun = self._begun if not units else None
        elif self._begun is None or units:
            self._begun = self._heard
        if units:
            self._owner.events.on_idle()

    def _take(self, units: list[bytes | KeepAlive]) -> None:
        assert self.hop is not None
        for unit in units:
            if isinstance(unit, bytes):
                self._owner.events.on_message(unit, self.hop)
            elif unit is KeepAlive.PING and self._transport is not None:
                self._transport.write(PONG)

    def connection_lost(self, error: Exception | None) -> None:
        if self.hop is not None:
            self._owner.dismiss(self, self.hop, used=self._used)

    def send(self, data: bytes) -> bool:
        """Write; False if the peer no longer reads."""
        transport = self._transport
        if transport is None or transport.is_closing():
            return False
        if transport.get_write_buffer_size() > self._owner.limits.unread:
            transport.abort()
            return False
        self._used = True
        transport.write(data)
        return True

    def close(self) -> None:
        """Close once everything is written."""
        if self._transport is not None:
            self._transport.close()

    def check(self, now: float) -> None:
        """Close if the peer takes too long."""
        limits = self._owner.limits
        slow = self._begun is not None and now - self._begun > limits.message_time
        if self._transport is not None and (slow or now - self._heard > limits.idle_time):
            self._transport.abort()


class TcpTransport:
    """All TCP connections of an endpoint, or, with `tls`, all its TLS connections."""

    def __init__(
        self,
        events: TcpEvents,
        clock: Callable[[], float],
        limits: TcpLimits | None = None,
        tls: Tls | None = None,
    ) -> None:
        self.name = "tcp" if tls is None else "tls"
        self.tls = tls
        self.events = events
        self.clock = clock
        self.limits = limits or TcpLimits()
        self._servers: list[asyncio.Server] = []
        self._connections: dict[Hop, Connection] = {}
        self._per_source: Counter[str] = Counter()
        self._waiting: dict[Hop, list[bytes]] = {}
        self.failures: dict[Hop, str] = {}
        """Why the last connection to a peer could not be made, for people."""
        self._tasks = TaskOwner("sip tcp")
        self._sweeping: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        return len(self._connections)

    async def listen(self, local: Hop) -> Hop:
        """Accept connections; returns the address with its real port.

        Raises:
            OSError: the address is taken, not ours, or there is no certificate to show there.
        """
        loop = asyncio.get_running_loop()
        context = self.tls.server if self.tls is not None else None
        if self.tls is not None and context is None:
            raise OSError(f"{local} needs tls_certificate")
        server = await loop.create_server(
            lambda: Connection(self),
            local.host,
            local.port,
            ssl=context,
            ssl_handshake_timeout=None if context is None else self.limits.connect_time,
        )
        self._servers.append(server)
        self._keep_sweeping()
        return local._replace(port=server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Close everything, letting what is written get out."""
        if self._sweeping is not None:
            self._sweeping.cancel()
            self._sweeping = None
        for server in self._servers:
            server.close()
        await self._tasks.stop()
        for connection in list(self._connections.values()):
            connection.close()
        self._servers.clear()

    def send(self, data: bytes, hop: Hop) -> bool:
        """Send over the connection to `hop`, making one if there is none; False if it is dead."""
        connection = self._connections.get(hop)
        if connection is not None:
            return connection.send(data)
        waiting = self._waiting.get(hop)
        if waiting is not None:
            if len(waiting) >= self.limits.waiting:
                return False
            waiting.append(data)
            return True
        if len(self._connections) + len(self._waiting) >= self.limits.connections:
            return False
        self._waiting[hop] = [data]
        self._keep_sweeping()
        self._tasks.start(self._connect(hop), name=f"connect {hop}")
        return True

    async def _connect(self, hop: Hop) -> None:
        try:
            async with asyncio.timeout(self.limits.connect_time):
                connection = await self._open(hop)
        except (OSError, TimeoutError, OverflowError, UnicodeError, CertificateError) as error:
            self._waiting.pop(hop, None)
            self._note(hop, error)
            self.events.on_failed(hop)
            self.events.on_idle()
            return
        for data in self._waiting.pop(hop, ()):
            connection.send(data)

    async def _open(self, hop: Hop) -> Connection:
        loop = asyncio.get_running_loop()
        secured: dict[str, Any] = {}
        if self.tls is not None:
            context, name = self.tls.client(hop)
            secured = {"ssl": context, "server_hostname": name}
        _, connection = await loop.create_connection(
            lambda: Connection(self, hop), hop.host, hop.port, **secured
        )
        return connection

    def _note(self, hop: Hop, error: Exception) -> None:
        """Say why a connection could not be made; a certificate's fault is hard to find else."""
        if isinstance(error, ssl.SSLCertVerificationError):
            why = f"its certificate is not valid for it: {error.verify_message}"
        else:
            why = str(error) or "no answer in time"
        self.failures[hop] = why
        if len(self.failures) > REMEMBERED_FAILURES:
            del self.failures[next(iter(self.failures))]

    # called by connections

    def admit(self, connection: Connection, hop: Hop) -> bool:
        """Whether there is room for one more connection of this peer."""
        limits = self.limits
        full = len(self._connections) >= limits.connections
        if full or self._per_source[hop.host] >= limits.connections_per_source:
            return False
        self._connections[hop] = connection
        self._per_source[hop.host] += 1
        return True

    def dismiss(self, connection: Connection, hop: Hop, *, used: bool) -> None:
        """The connection is gone. If we had written to it, that may have been lost."""
        if self._connections.get(hop) is not connection:
            return
        del self._connections[hop]
        self._per_source[hop.host] -= 1
        if not self._per_source[hop.host]:
            del self._per_source[hop.host]
        if used:
            self.events.on_failed(hop)
            self.events.on_idle()

    def _keep_sweeping(self) -> None:
        if self._sweeping is None:
            self._sweep()

    def _sweep(self) -> None:
        now = self.clock()
        for connection in list(self._connections.values()):
            connection.check(now)
        every = min(5.0, self.limits.message_time / 4)
        self._sweeping = asyncio.get_running_loop().call_later(every, self._sweep)
