"""What a refused INVITE of a stranger costs: `python -m bench.strangers`.

CPU time of the control process's own code between the datagram and what is sent back, measured
in this process with the server's real endpoint, reception and doorkeeper; the kernel's share of
receiving and sending is measured beside it, on a pair of sockets.
"""

from __future__ import annotations

import asyncio
import json
import socket
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ringtree.app import Application
from ringtree.settings import Settings
from ringtree.sip.hop import Hop

COUNT = 5000
INVITE = (
    "INVITE sip:00442071234567@127.0.0.1 SIP/2.0\r\n"
    "Via: SIP/2.0/UDP {host}:5060;branch=z9hG4bK{n};rport\r\n"
    "From: <sip:{user}@127.0.0.1>;tag={n}\r\nTo: <sip:00442071234567@127.0.0.1>\r\n"
    "Call-ID: {n}@{host}\r\nCSeq: 1 INVITE\r\nContact: <sip:{user}@{host}:5060>\r\n"
    "Max-Forwards: 70\r\n{more}Content-Type: application/sdp\r\nContent-Length: {length}\r\n\r\n"
    "{body}"
)
BODY = (
    "v=0\r\no=- 1 1 IN IP4 127.0.0.9\r\ns=-\r\nc=IN IP4 127.0.0.9\r\nt=0 0\r\n"
    "m=audio 4000 RTP/AVP 8 0 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\n"
)


def invite(n: int, host: str, user: str, more: str = "") -> bytes:
    """One INVITE, as large as a telephone's."""
    return INVITE.format(n=n, host=host, user=user, more=more, length=len(BODY), body=BODY).encode()


def spent(work: Callable[[int], None]) -> float:
    """Microseconds of CPU for each of `COUNT` times."""
    for n in range(200):
        work(-n)
    began = time.process_time()
    for n in range(COUNT):
        work(n)
    return (time.process_time() - began) / COUNT * 1e6


async def measure() -> dict[str, float]:
    """Each way of being refused."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"data_dir": Path(folder), "sip_bind": ("udp:127.0.0.1:0",), "http_bind": None}
        app = Application(Settings.model_validate(settings))
        await app.start()
        try:
            return _measured(app)
        finally:
            await app.stop()


def _measured(app: Application) -> dict[str, float]:
    endpoint, watch = app.endpoint, app.doorkeeper.watch

    def receive(host: str, user: str, more: str = "") -> Callable[[int], None]:
        hop = Hop("udp", host, 5060)

        def one(n: int) -> None:
            endpoint._on_message(invite(n, host, user, more), hop)
            endpoint.flush()

        return one

    def unseen(work: Callable[[int], None]) -> Callable[[int], None]:
        """As the first of its address each time."""

        def one(n: int) -> None:
            watch._sources.clear()
            watch.banned.clear()
            watch.slowed.clear()
            work(n)

        return one

    found = {
        "making the message": spent(lambda n: void(invite(n, "127.0.0.9", "daisy-101"))),
        "challenged (401)": spent(unseen(receive("127.0.0.9", "daisy-101"))),
        "no account (silence)": spent(unseen(receive("127.0.0.9", "100"))),
        "banned (unread)": 0.0,
        "kernel, in and out": kernel(),
    }
    watch.ban("127.0.0.8", "bench", time.time())
    found["banned (unread)"] = spent(receive("127.0.0.8", "100"))
    watch.slow("127.0.0.7", "bench", time.time())
    found["slowed (hardly read)"] = spent(receive("127.0.0.7", "100"))
    return found


def void(_: object) -> None:
    """Nothing."""


def kernel() -> float:
    """Receiving one datagram and sending one."""
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other,
    ):
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        data, to = invite(1, "127.0.0.9", "100"), one.getsockname()

        def both(_: int) -> None:
            other.sendto(data, to)
            one.recvfrom(65535)

        return spent(both)


if __name__ == "__main__":
    print(json.dumps({name: round(value, 1) for name, value in asyncio.run(measure()).items()}))
