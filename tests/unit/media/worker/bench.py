"""A leg without a network: a fake host, fake sockets and a clock that is told the time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from ringtree.media import protocol
from ringtree.media.worker.host import Pressing, Ticking
from ringtree.media.worker.leg import Leg
from ringtree.media.worker.rtp import BUFFER_SIZE, HEADER
from ringtree.media.worker.sounds import SoundCache

FRAME = 160
PHONE = ("10.0.0.9", 4_000)


class FakeSocket:
    """What arrived and was sent, as lists."""

    descriptors = 100

    def __init__(self) -> None:
        FakeSocket.descriptors += 1
        self._descriptor = FakeSocket.descriptors
        self.arrived: list[tuple[bytes, Any]] = []
        self.sent: list[tuple[bytes, Any]] = []
        self.peer: Any = None
        self.is_closed = False

    def fileno(self) -> int:
        return self._descriptor

    def connect(self, address: Any) -> None:
        self.peer = address

    def recvfrom(self, size: int) -> tuple[bytes, Any]:
        if not self.arrived:
            raise BlockingIOError
        data, source = self.arrived.pop(0)
        return data[:size], source

    def recvfrom_into(self, buffer: bytearray) -> tuple[int, Any]:
        data, source = self.recvfrom(len(buffer))
        buffer[: len(data)] = data
        return len(data), source

    def recv_into(self, buffer: bytearray) -> int:
        return self.recvfrom_into(buffer)[0]

    def send(self, data: bytes) -> None:
        self.sent.append((bytes(data), self.peer))

    def sendto(self, data: bytes, address: Any) -> None:
        self.sent.append((bytes(data), address))

    def close(self) -> None:
        self.is_closed = True


class FakeHost:
    """A worker that only remembers."""

    def __init__(self) -> None:
        self.buffer = bytearray(BUFFER_SIZE)
        self.view = memoryview(self.buffer)
        self.sounds = SoundCache()
        self.notices: list[protocol.Notice] = []
        self.handlers: dict[int, Callable[[float], None]] = {}
        self.active: list[Ticking] = []
        self.pressing: list[Pressing] = []

    def notify(self, notice: protocol.Notice) -> None:
        self.notices.append(notice)

    def watch(self, descriptor: int, handler: Callable[[float], None]) -> None:
        self.handlers[descriptor] = handler

    def unwatch(self, descriptor: int) -> None:
        self.handlers.pop(descriptor, None)

    def activate(self, leg: Ticking) -> None:
        if leg not in self.active:
            self.active.append(leg)

    def deactivate(self, leg: Ticking) -> None:
        if leg in self.active:
            self.active.remove(leg)

    def await_release(self, leg: Pressing) -> None:
        self.pressing.append(leg)


class Bench:
    """One leg of a worker, and the telephone at its other end."""

    def __init__(self, host: FakeHost | None = None, number: int = 1, codec: str = "PCMA") -> None:
        self.host = host or FakeHost()
        self.rtp, self.rtcp = FakeSocket(), FakeSocket()
        self.leg = Leg(number, cast(Any, self.rtp), cast(Any, self.rtcp), self.host)
        self.now = 100.0
        self.sequence = 0
        self.codec = codec

    def configure(self, address: tuple[str, int] = PHONE, **changes: Any) -> Bench:
        fields: dict[str, Any] = {
            "leg": self.leg.number,
            "host": address[0],
            "port": address[1],
            "codec": self.codec,
            "payload_type": 8 if self.codec == "PCMA" else 0,
            "event_payload_type": 101,
            "sends": True,
            "receives": True,
            "signalling_host": None,
        }
        self.leg.configure(protocol.Configure(**(fields | changes)), self.now)
        return self

    def arrive(
        self,
        payload: bytes = bytes(FRAME),
        *,
        payload_type: int = 8,
        source: tuple[str, int] = PHONE,
        timestamp: int | None = None,
    ) -> None:
        """One RTP packet comes from `source`."""
        self.now += 0.02
        self.sequence += 1
        clock = self.sequence * FRAME if timestamp is None else timestamp
        header = HEADER.pack(0x80, payload_type, self.sequence, clock, 7)
        self.arrive_raw(header + payload, source)

    def arrive_raw(self, packet: bytes, source: tuple[str, int] = PHONE) -> None:
        self.rtp.arrived.append((packet, source))
        self.host.handlers[self.rtp.fileno()](self.now)

    def tick(self, count: int = 1) -> None:
        """So many times 20 ms, as long as the leg asked for it."""
        for _ in range(count):
            self.now += 0.02
            for leg in tuple(self.host.active):
                leg.tick(self.now)

    @property
    def audio(self) -> list[bytes]:
        """The payloads sent to the phone."""
        return [data[12:] for data, _ in self.rtp.sent]
