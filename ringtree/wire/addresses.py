"""Which address of ours a peer can reach us at."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence

from ringtree.sip.dialog.dialog import is_private
from ringtree.sip.hop import Hop

_REMEMBERED = 10_000


def interface_towards(host: str) -> str:
    """The local address the kernel would send from; nothing is sent.

    An unreachable host gives the loopback address: nobody will see it anyway.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((host, 9))
        except (OSError, UnicodeError):
            return "::1" if family == socket.AF_INET6 else "127.0.0.1"
        return str(probe.getsockname()[0])


class LocalAddresses:
    """Answers from memory; the memory is bounded.

    `public_host` is told to peers outside of our own network: the address NAT gives us.
    """

    __slots__ = ("_bound", "_find", "_hosts", "_public_host", "_sent_by")

    def __init__(
        self, public_host: str | None = None, find: Callable[[str], str] = interface_towards
    ) -> None:
        self._public_host = public_host
        self._find = find
        self._hosts: dict[str, str] = {}
        self._sent_by: dict[Hop, str] = {}
        self._bound: tuple[Hop, ...] = ()

    def bind(self, bound: Sequence[Hop]) -> None:
        """Take note of the addresses we really listen on."""
        self._bound = tuple(bound)
        self._sent_by.clear()

    def host(self, remote: Hop) -> str:
        """Our address to tell `remote`, IPv6 without brackets."""
        host = self._hosts.get(remote.host)
        if host is None:
            host = self._host(remote.host)
            if len(self._hosts) >= _REMEMBERED:
                self._hosts.clear()
            self._hosts[remote.host] = host
        return host

    def _host(self, remote: str) -> str:
        if self._public_host is not None and not is_private(remote):
            return self._public_host
        return self._find(remote)

    def sent_by(self, remote: Hop) -> str:
        """Our `host:port` for Via and Contact towards `remote`."""
        text = self._sent_by.get(remote)
        if text is None:
            host = self.host(remote)
            text = f"{f'[{host}]' if ':' in host else host}:{self._port(remote, host)}"
            if len(self._sent_by) >= _REMEMBERED:
                self._sent_by.clear()
            self._sent_by[remote] = text
        return text

    def _port(self, remote: Hop, host: str) -> int:
        six = ":" in remote.host
        fitting = [
            hop
            for hop in self._bound
            if hop.transport == remote.transport and (":" in hop.host) == six
        ]
        for hop in fitting:
            if hop.host == host:
                return hop.port
        if fitting:
            return fitting[0].port
        return 5061 if remote.transport == "tls" else 5060
