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


class NoFreePort(Exception):
    """Every port of the range is taken."""

    def __init__(self, ports: range) -> None:
        super().__init__(f"no port from {ports.start} to {ports.stop - 1} is free")
        self.ports = ports


def _turns(ports: range, step: int) -> Iterator[int]:
    """First ports of blocks of `step`, round and round."""
    blocks = len(ports) // step
    turn = os.getpid()
    while True:
        turn += 1
        yield ports[turn % blocks * step]


_signalling = _turns(SIGNALLING, 2)
_audio = _turns(AUDIO, 400)


def free_port(address: str = "127.0.0.1") -> int:
    """A port nobody listens on now, neither by UDP nor by TCP; the next call gives another.

    The port after it is left alone too: telephones take it for TLS.

    Raises:
        NoFreePort: a thousand programs were quicker.
    """
    for _ in range(len(SIGNALLING) // 2):
        port = next(_signalling)
        if all(_is_free(address, port, kind) for kind in _KINDS):
            return port
    raise NoFreePort(SIGNALLING)


def free_ports(count: int, address: str = "127.0.0.1") -> str:
    """A range of up to 400 free UDP ports for audio, `first-last` as the settings want it.

    Raises:
        NoFreePort: none of the blocks is free as a whole.
        ValueError: `count` is out of range.
    """
    if not 0 < count <= 400:
        raise ValueError(f"{count} ports are not 1 to 400")
    for _ in range(len(AUDIO) // 400):
        first = next(_audio)
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
