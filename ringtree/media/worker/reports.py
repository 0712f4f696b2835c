"""A leg's RTCP: reports to the phone every few seconds, and what the phone reports."""

from __future__ import annotations

import random
import socket
import time
from typing import TYPE_CHECKING

from ringtree.media.quality import DirectionQuality, MediaStatistics, quality
from ringtree.media.worker import rtcp
from ringtree.media.worker.learning import Address
from ringtree.media.worker.rtp import BUFFER_SIZE

if TYPE_CHECKING:
    from ringtree.media.worker.leg import Leg

#: Tells nothing about the machine: a random name of this process [RFC 7022 §4.2].
CNAME = f"{random.SystemRandom().getrandbits(64):016x}".encode()


class ControlReports:
    """RTCP of one leg. Reports are believed only from hosts the leg's audio may come from."""

    __slots__ = ("_address", "_heard", "_leg", "_next", "_report", "_round_trip", "socket")

    def __init__(self, leg: Leg, rtcp_socket: socket.socket) -> None:
        self.socket = rtcp_socket
        self._leg = leg
        self._address: Address | None = None  # where reports came from, once they did
        self._heard: tuple[int, float] | None = None
        self._report: rtcp.Report | None = None  # the last one about our stream
        self._round_trip: float | None = None
        self._next = 0.0

    def on_packet(self, now: float) -> None:
        """Read one compound packet."""
        try:
            data, source = self.socket.recvfrom(BUFFER_SIZE)
        except OSError:
            return
        leg = self._leg
        report = None
        if leg.remote.expects(source[0]):
            report = rtcp.parse(data, our_ssrc=leg.sender.stream.ssrc, wall=time.time())
        if report is None:
            leg.ignored += 1
            return
        self._address = source[:2]
        leg.heard_at = now
        if report.sent_mid is not None:
            self._heard = (report.sent_mid, now)
        if report.lost is not None:
            self._report = report
            self._round_trip = report.round_trip or self._round_trip

    def forget_address(self) -> None:
        """The leg was given another far end: its RTCP comes from elsewhere too."""
        self._address = None

    def send_when_due(self, now: float) -> None:
        """Send a report at random intervals round `rtcp.INTERVAL` [RFC 3550 §6.3.1]."""
        if now < self._next:
            return
        if self._next and (self._leg.sender.stream.packets or self._leg.receiver.packets):
            self._send(now)
        self._next = now + rtcp.INTERVAL * random.uniform(0.5, 1.5)

    def say_goodbye(self, now: float) -> None:
        """Tell that the stream is over, if reports were exchanged at all [RFC 3550 §6.6]."""
        if self._address is not None:
            self._send(now, leaving=True)

    def statistics(self) -> MediaStatistics:
        """The leg's whole life in figures."""
        leg = self._leg
        receiver = leg.receiver
        round_trip = None if self._round_trip is None else 1000 * self._round_trip
        received = quality(
            packets=receiver.packets,
            lost=receiver.lost,
            jitter_ms=receiver.jitter_ms,
            gap_ms=receiver.largest_gap * 1000,
            round_trip_ms=round_trip,
        )
        address = leg.remote.address
        remote = None if address is None else "{}:{}".format(*address[:2])
        return MediaStatistics(
            received, self._sent(round_trip), round_trip, leg.codec, remote, leg.ignored
        )

    def _sent(self, round_trip_ms: float | None) -> DirectionQuality:
        packets = self._leg.sender.stream.packets
        report = self._report
        if report is None or report.lost is None or report.jitter is None:
            return DirectionQuality(packets=packets)
        return quality(
            packets=max(packets - report.lost, 0),
            lost=report.lost,
            jitter_ms=rtcp.jitter_ms(report.jitter),
            gap_ms=None,
            round_trip_ms=round_trip_ms,
        )

    def _send(self, now: float, *, leaving: bool = False) -> None:
        leg = self._leg
        address = leg.remote.address
        if address is None:
            return
        data = rtcp.compose(
            leg.sender.stream,
            leg.receiver,
            heard=self._heard,
            now=now,
            wall=time.time(),
            cname=CNAME,
            leaving=leaving,
        )
        try:
            self.socket.sendto(data, self._address or (address[0], address[1] + 1))
        except (OSError, OverflowError):
            pass  # nobody there who would miss it
