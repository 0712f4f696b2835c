"""UDP sockets: datagrams in, datagrams out, no object per message [RFC 3261 §18]."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

from ringtree.sip.hop import Hop

#: Datagrams read per wake-up at most, so that timers and streams get their turn under a flood.
BATCH = 64
#: Asked of the kernel: a burst of calls must survive one slow moment of ours.
RECEIVE_BUFFER = 4 * 1024 * 1024


class UdpSocket:
    """One bound socket.

    `on_datagram(data, source)` is called for each datagram, `on_idle()` after each batch of them.
    """

    __slots__ = ("_buffer", "_loop", "_on_datagram", "_on_idle", "_socket", "_view", "local")

    def __init__(
        self,
        local: Hop,
        *,
        on_datagram: Callable[[bytes, Hop], None],
        on_idle: Callable[[], None],
        max_message: int = 65535,
    ) -> None:
        family = socket.AF_INET6 if ":" in local.host else socket.AF_INET
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        self._on_datagram = on_datagram
        self._on_idle = on_idle
        self._buffer = bytearray(max_message)
        self._view = memoryview(self._buffer)
        self._loop: asyncio.AbstractEventLoop | None = None
        self.local = local

    def open(self) -> None:
        """Bind and start reading. Raises OSError if the address is taken or not ours."""
        sock = self._socket
        sock.setblocking(False)
        if sock.family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        sock.bind((self.local.host, self.local.port))
        self.local = self.local._replace(port=sock.getsockname()[1])
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(sock.fileno(), self._readable)

    def close(self) -> None:
        """Stop reading and let go of the port."""
        if self._loop is not None:
            self._loop.remove_reader(self._socket.fileno())
            self._loop = None
        self._socket.close()

    def send(self, data: bytes, hop: Hop) -> bool:
        """Send one datagram; False if it can never arrive.

        A full socket buffer is no failure: the datagram is lost, as one on the way might be, and
        SIP repeats it.
        """
        try:
            self._socket.sendto(data, (hop.host, hop.port))
        except BlockingIOError:
            return True
        except (OSError, OverflowError, UnicodeError):
            return False
        return True

    def _readable(self) -> None:
        receive, buffer, view = self._socket.recvfrom_into, self._buffer, self._view
        for _ in range(BATCH):
            try:
                length, address = receive(buffer)
            except BlockingIOError:
                break
            except OSError:
                continue  # An ICMP error about something sent earlier; its timer will tell.
            self._on_datagram(bytes(view[:length]), Hop("udp", address[0], address[1]))
        self._on_idle()
