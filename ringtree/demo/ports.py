"""Ports for the servers and telephones of a demonstration, a test or a measurement.

They lie below the ports the kernel gives away by itself and beside those telephones take for
audio: between choosing a port and listening on it, no connection of anybody's can get it.
"""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterator

#: For signalling; the ranges begin where the process's number puts them, so that processes that
#: start together seldom look at the same port.
SIGNALLING = range(20000, 22000)
#: For a server's audio.
AUDIO = range(10000, 20000)
LARGEST_BLOCK = 400


class NoFreePort(Exception):
    """Every port of the range is taken."""

    def __init__(self, ports: range) -> None:
        super().__init__(f"no port from {ports.start} to {ports.stop - 1} is free")
        self.ports = ports


class _Blocks:
    """Blocks of `size` ports, given round and round."""

    def __init__(self, ports: range, size: int) -> None:
        self._firsts = ports[::size]
        self._turn = os.getpid()

    def share(self, part: int, parts: int) -> None:
        """Keep to one of equal parts."""
        each = len(self._firsts) // parts
        self._firsts = self._firsts[part * each : (part + 1) * each]

    def round(self) -> Iterator[int]:
        """Each block's first port, beginning after the one given last."""
        for _ in self._firsts:
            self._turn += 1
            yield self._firsts[self._turn % len(self._firsts)]


_signalling = _Blocks(SIGNALLING, 2)
_audio = _Blocks(AUDIO, LARGEST_BLOCK)


def share(part: int, parts: int) -> None:
    """Keep this process to part 0, 1, … of so many: for processes that choose at the same time."""
    _signalling.share(part, parts)
    _audio.share(part, parts)


def free_port(address: str = "127.0.0.1") -> int:
    """A port nobody listens on now, neither by UDP nor by TCP; the next call gives another.

    The port after it is left alone too: telephones take it for TLS.

    Raises:
        NoFreePort: a thousand programs were quicker.
    """
    for port in _signalling.round():
        if all(_is_free(address, port, kind) for kind in _KINDS):
            return port
    raise NoFreePort(SIGNALLING)


def free_ports(count: int, address: str = "127.0.0.1") -> str:
    """A range of up to 400 free UDP ports for audio, `first-last` as the settings want it.

    Raises:
        NoFreePort: none of the blocks is free as a whole.
        ValueError: `count` is out of range.
    """
    if not 0 < count <= LARGEST_BLOCK:
        raise ValueError(f"{count} ports are not 1 to {LARGEST_BLOCK}")
    for first in _audio.round():
        if all(_is_free(address, first + n, socket.SOCK_DGRAM) for n in range(count)):
            return f"{first}-{first + count - 1}"
    raise NoFreePort(AUDIO)


_KINDS = (socket.SOCK_DGRAM, socket.SOCK_STREAM)


def _is_free(address: str, port: int, kind: socket.SocketKind) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, kind) as probe, contextlib.suppress(OSError):
        probe.bind((address, port))
        return True
    return False
