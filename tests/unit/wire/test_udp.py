"""The UDP socket's two loops, on a pretended socket."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.sip.hop import Hop
from ringtree.wire.udp import BATCH, UdpSocket


class Kernel:
    """Gives the datagrams it has, then says there are no more."""

    def __init__(self, *waiting: bytes | Exception) -> None:
        self.waiting = list(waiting)
        self.fails: Exception | None = None
        self.sent: list[tuple[bytes, tuple[str, int]]] = []

    def recvfrom_into(self, buffer: bytearray) -> tuple[int, tuple[str, int]]:
        if not self.waiting:
            raise BlockingIOError
        data = self.waiting.pop(0)
        if isinstance(data, Exception):
            raise data
        buffer[: len(data)] = data
        return len(data), ("192.0.2.9", 5060)

    def sendto(self, data: bytes, address: tuple[str, int]) -> None:
        if self.fails is not None:
            raise self.fails
        self.sent.append((data, address))


def socket_on(kernel: Kernel, news: list[Any]) -> UdpSocket:
    made = UdpSocket(
        Hop("udp", "127.0.0.1", 0),
        on_datagram=lambda data, source: news.append((data, source)),
        on_idle=lambda: news.append("idle"),
    )
    made.close()
    made._socket = kernel  # type: ignore[assignment]
    return made


def test_one_wake_up_reads_everything_and_then_tells_the_pause() -> None:
    news: list[Any] = []
    socket_on(Kernel(b"one", b"", OSError("ICMP"), b"two"), news)._readable()
    source = Hop("udp", "192.0.2.9", 5060)
    assert news == [(b"one", source), (b"", source), (b"two", source), "idle"]


def test_a_flood_is_read_in_batches() -> None:
    news: list[Any] = []
    kernel = Kernel(*[b"x"] * (BATCH + 1))
    socket_on(kernel, news)._readable()
    assert len(kernel.waiting) == 1
    assert news[-1] == "idle"


@pytest.mark.parametrize(
    ("fails", "hopeful"),
    [(None, True), (BlockingIOError(), True), (OSError(), False), (OverflowError(), False)],
)
def test_sending(fails: Exception | None, hopeful: bool) -> None:
    kernel = Kernel()
    kernel.fails = fails
    assert socket_on(kernel, []).send(b"x", Hop("udp", "192.0.2.9", 5060)) is hopeful
    assert kernel.sent == ([] if fails else [(b"x", ("192.0.2.9", 5060))])
