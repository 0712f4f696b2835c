"""The far end of a leg: the socket towards it, and which address is believed to be it."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import Any

from ringtree.media.worker.learning import RemoteLearner, Verdict, canonical, is_sendable
from ringtree.media.worker.ports import release
from ringtree.sdp.description import NOWHERE

#: What a description says of an address: host, port, and where its signalling came from.
Described = tuple[str, int, str | None]


class RemoteEnd:
    """Sends to the far end; locks and unlocks the socket by the rule of learning.py."""

    __slots__ = ("_described", "_is_heard", "_learner", "address", "is_locked", "socket")

    def __init__(self, rtp: socket.socket) -> None:
        self.socket = rtp
        self.address: Any = None  # as the socket module has it; None: nobody to send to yet
        self.is_locked = False
        self._is_heard = False  # whether `address` is where packets came from
        self._described: Described | None = None
        self._learner: RemoteLearner | None = None

    def describe(self, host: str, port: int, signalling_host: str | None) -> bool:
        """Take over a described address. True if the socket is unlocked now.

        Putting us on hold in the old manner, with address 0.0.0.0, describes no other address.
        """
        described = (host, port, signalling_host)
        if described == self._described or host in NOWHERE:
            return not self.is_locked
        self._described = described
        previous = self.address[:2] if self._is_heard else None
        self._unlock()
        self._is_heard = False
        self._learner = RemoteLearner((host, port), signalling_host, previous)
        self.address = (host, port) if is_sendable(host, port) else None
        return True

    def judge(self, source: Any, ssrc: int, sequence: int, now: float) -> Verdict:
        """Whether to hear `source`; LOCK says that the socket is locked to it now."""
        if self._learner is None:
            return Verdict.IGNORE
        verdict = self._learner.packet(source[:2], ssrc, sequence, now)
        if verdict is Verdict.LOCK and not self._lock(source):
            return Verdict.IGNORE
        if verdict is not Verdict.IGNORE:
            self.address, self._is_heard = source, True
        return verdict

    def transmit(self, data: bytearray | memoryview) -> None:
        """Send one packet, if there is anybody to send to."""
        try:
            if self.is_locked:
                self.socket.send(data)
            elif self.address is not None:
                self.socket.sendto(data, self.address)
        except OSError:
            pass  # a full buffer or an unreachable phone: to the phone both are loss

    def expects(self, host: str) -> bool:
        """Whether RTCP from `host` may be believed."""
        if self.is_locked:
            return bool(host == self.address[0])
        if self._described is None:
            return False
        described, _, signalling = self._described
        return host in (canonical(described), canonical(signalling or described))

    def _lock(self, source: Any) -> bool:
        try:
            self.socket.connect(source)
        except OSError:
            return False
        self.is_locked = True
        return True

    def _unlock(self) -> None:
        if self.is_locked:
            self.is_locked = False
            with suppress(OSError):
                release(self.socket)
