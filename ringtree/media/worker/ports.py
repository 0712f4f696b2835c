"""The two sockets of a leg: RTP, and RTCP on the next port."""

from __future__ import annotations

import ctypes
import os
import socket
from contextlib import suppress

#: Expedited forwarding, for the audio [RFC 3246]; the upper six bits of the octet.
_TRAFFIC_CLASS = 46 << 2

_libc = ctypes.CDLL(None, use_errno=True)
_UNSPECIFIED = ctypes.create_string_buffer(16)  # a sockaddr of family AF_UNSPEC, which is zero


def open_pair(port: int, host: str, family: int) -> tuple[socket.socket, socket.socket]:
    """Bind `port` and the one above. Raises OSError, with nothing left open."""
    rtp = _open(port, host, family)
    try:
        return rtp, _open(port + 1, host, family)
    except OSError:
        rtp.close()
        raise


def release(connected: socket.socket) -> None:
    """Undo connect(): the socket hears everybody again, on the same port. Raises OSError.

    Python's `connect` cannot say AF_UNSPEC [connect(2)].
    """
    if _libc.connect(connected.fileno(), _UNSPECIFIED, len(_UNSPECIFIED)) != 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))


def _open(port: int, host: str, family: int) -> socket.socket:
    bound = socket.socket(family, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK | socket.SOCK_CLOEXEC)
    try:
        with suppress(OSError):  # a container may forbid it, and audio flows without
            _mark(bound, family)
        bound.bind((host, port))
    except OSError:
        bound.close()
        raise
    return bound


def _mark(bound: socket.socket, family: int) -> None:
    if family == socket.AF_INET6:
        bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_TCLASS, _TRAFFIC_CLASS)
    else:
        bound.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, _TRAFFIC_CLASS)
