"""A small RTP generator and receiver: telephones by the hundred, without the telephones.

Runs as a process of its own, so that its work is not counted as Ringtree's:

    python bench/rtp_load.py --seconds 10 < streams.jsonl

Each input line is one stream, `{"local": 40000, "remote": ["127.0.0.1", 12000]}`; without
"remote" the stream answers whoever sends to it first. It sends G.711 silence at 50 packets a
second and counts what comes back. "ready" is printed when all sockets are open; the result is
one JSON object on one line: loss, the largest gap and the jitter as a listener sees them.
Arrivals carry the kernel's time stamps, so a late generator does not invent gaps.
"""

from __future__ import annotations

import argparse
import json
import os
import select
import socket
import statistics
import struct
import sys
import time
from contextlib import suppress

FRAME = 160
INTERVAL = 0.02
PHASES = 20  # one millisecond each
HEADER = struct.Struct("!BBHII")
SO_TIMESTAMPNS = 35
_STAMP = struct.Struct("@qq")


class Stream:
    """One telephone: a socket, what it sends, what it heard."""

    def __init__(self, number: int, local: int, remote: tuple[str, int] | None, law: str) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
        self.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self.socket.bind(("127.0.0.1", local))
        self.payload_type, silence = (8, b"\xd5") if law == "PCMA" else (0, b"\xff")
        self.packet = bytearray(12) + silence * FRAME
        self.ssrc = 0x5249_0000 + number
        self.remote = remote
        self.sent = 0
        self.clear()

    def clear(self) -> None:
        """Forget what was heard, at the end of the warming up."""
        self.received = self.largest_gap = self.jitter = 0.0
        self.gaps: list[float] = []
        self.first = self.highest = -1
        self.ssrcs: set[int] = set()
        self.arrived = 0.0
        self.timestamp = 0

    def send(self) -> None:
        if self.remote is None:
            return
        sequence = self.sent & 0xFFFF
        HEADER.pack_into(
            self.packet, 0, 0x80, self.payload_type, sequence, self.sent * FRAME, self.ssrc
        )
        self.sent += 1
        try:
            self.socket.sendto(self.packet, self.remote)
        except OSError:
            pass

    def receive(self) -> None:
        try:
            data, ancillary, _, source = self.socket.recvmsg(2048, 64)
        except OSError:
            return
        if self.remote is None:
            self.remote = source
        if len(data) < 12:
            return
        seconds, nanoseconds = _STAMP.unpack(ancillary[0][2])
        self._count(HEADER.unpack_from(data), seconds + nanoseconds / 1e9)

    def _count(self, header: tuple[int, ...], arrived: float) -> None:
        _, _, sequence, timestamp, ssrc = header
        self.received += 1
        self.ssrcs.add(ssrc)
        if self.first < 0:
            self.first = self.highest = sequence
        else:
            ahead = (sequence - self.highest) & 0xFFFF
            if ahead < 0x8000:
                self.highest += ahead
            gap = arrived - self.arrived
            self.largest_gap = max(self.largest_gap, gap)
            step = (timestamp - self.timestamp) & 0xFFFFFFFF
            self.jitter += (abs(gap * 8000 - step) - self.jitter) / 16
        self.arrived, self.timestamp = arrived, timestamp

    @property
    def lost(self) -> int:
        return 0 if self.first < 0 else self.highest - self.first + 1 - int(self.received)


class Load:
    """All streams, sent evenly and read as they come."""

    def __init__(self, streams: list[Stream]) -> None:
        self._streams = streams
        self._phases = [streams[phase::PHASES] for phase in range(PHASES)]
        self._by_descriptor = {stream.socket.fileno(): stream for stream in streams}
        self._epoll = select.epoll()
        for descriptor in self._by_descriptor:
            self._epoll.register(descriptor, select.EPOLLIN)

    def run(self, seconds: float) -> None:
        due = time.monotonic()
        end = due + seconds
        slot = 0
        while due < end:
            for stream in self._phases[slot % PHASES]:
                stream.send()
            slot += 1
            due += INTERVAL / PHASES
            for descriptor, _ in self._epoll.poll(0):
                self._by_descriptor[descriptor].receive()
            pause = due - time.monotonic()
            if pause > 0:
                time.sleep(pause)

    def report(self, seconds: float) -> dict[str, object]:
        heard = [stream for stream in self._streams if stream.received]
        return {
            "streams": len(self._streams),
            "seconds": seconds,
            "heard": len(heard),
            "received": int(sum(stream.received for stream in heard)),
            "lost": sum(stream.lost for stream in heard),
            "sources_per_stream": max((len(stream.ssrcs) for stream in heard), default=0),
            "largest_gap_ms": round(1000 * max((s.largest_gap for s in heard), default=0.0), 1),
            "jitter_ms": round(statistics.median([s.jitter / 8 for s in heard] or [0.0]), 2),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--warm-up", type=float, default=2.0, help="seconds that are not counted")
    parser.add_argument("--law", choices=("PCMA", "PCMU"), default="PCMA")
    options = parser.parse_args()
    streams = []
    for number, line in enumerate(filter(str.strip, sys.stdin)):
        entry = json.loads(line)
        remote = tuple(entry["remote"]) if entry.get("remote") else None
        streams.append(Stream(number, entry["local"], remote, entry.get("law", options.law)))
    load = Load(streams)
    with suppress(OSError):  # gaps of the generator's own making are nobody's fault
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    print("ready", flush=True)
    load.run(options.warm_up)
    for stream in streams:
        stream.clear()
    print("counting", flush=True)
    load.run(options.seconds)
    print(json.dumps(load.report(options.seconds)), flush=True)


if __name__ == "__main__":
    main()
