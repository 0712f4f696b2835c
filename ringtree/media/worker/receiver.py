"""What arrived and how well: loss, jitter and gaps of one incoming stream [RFC 3550 appendix A].

A leg may hear several sources one after another (a transfer at the far end, a restarted phone);
totals run on, while sequence numbers are followed per source.
"""

from __future__ import annotations

from ringtree.media.worker.samples import SAMPLE_RATE

#: A timestamp step beyond this is a new origin, not a delay.
_MAX_STEP = 10 * SAMPLE_RATE
_MAX_LEAP = 3_000  # MAX_DROPOUT of appendix A.1


class ReceiveStatistics:
    """Counts one leg's incoming packets. Times are monotonic seconds, jitter is in samples."""

    __slots__ = (
        "_base",
        "_expected_before",
        "_expected_reported",
        "_highest",
        "_last_arrival",
        "_last_timestamp",
        "_packets_reported",
        "jitter",
        "largest_gap",
        "packets",
        "ssrc",
    )

    def __init__(self) -> None:
        self.ssrc: int | None = None
        self.packets = 0
        self.jitter = 0.0
        self.largest_gap = 0.0
        self._base = 0  # extended sequence number of the present source's first packet
        self._highest = -1  # extended: cycles above 16 bits
        self._expected_before = 0  # of sources that are gone
        self._last_arrival: float | None = None
        self._last_timestamp = 0
        self._expected_reported = 0
        self._packets_reported = 0

    def packet(self, ssrc: int, sequence: int, timestamp: int, now: float) -> None:
        """Count one audio packet."""
        if ssrc != self.ssrc:
            self._begin(ssrc, sequence)
        self.packets += 1
        ahead = (sequence - self._highest) & 0xFFFF
        if ahead >= 0x8000:
            return  # late or repeated: counted, but it tells nothing about jitter
        if ahead > _MAX_LEAP:
            self._begin(ssrc, sequence)
        else:
            self._highest += ahead
        last = self._last_arrival
        self._last_arrival = now
        if last is not None:
            self._pace(now - last, timestamp)
        self._last_timestamp = timestamp

    def event_packet(self, ssrc: int, sequence: int, now: float) -> None:
        """Count a telephone-event: it has a place in the sequence, but its clock stands still."""
        if ssrc != self.ssrc:
            self._begin(ssrc, sequence)
        self.packets += 1
        ahead = (sequence - self._highest) & 0xFFFF
        if ahead <= _MAX_LEAP:
            self._highest += ahead
        self._last_arrival = None

    def pause(self) -> None:
        """The other side was told not to send: the coming gap is not its fault."""
        self._last_arrival = None

    @property
    def highest(self) -> int:
        """Extended highest sequence number, for a report block; 0 before the first packet."""
        return max(0, self._highest) & 0xFFFFFFFF

    @property
    def expected(self) -> int:
        """Packets that were sent to us, as far as their numbers tell."""
        if self.ssrc is None:
            return 0
        return self._expected_before + self._highest - self._base + 1

    @property
    def lost(self) -> int:
        return max(0, self.expected - self.packets)

    @property
    def jitter_ms(self) -> float:
        return self.jitter * 1000 / SAMPLE_RATE

    def fraction_lost(self) -> int:
        """Loss since the last report in 1/256 [appendix A.3]; begins a new interval."""
        expected = self.expected - self._expected_reported
        received = self.packets - self._packets_reported
        self._expected_reported, self._packets_reported = self.expected, self.packets
        if expected <= 0 or received >= expected:
            return 0
        return min(255, ((expected - received) << 8) // expected)

    def _begin(self, ssrc: int, sequence: int) -> None:
        self._expected_before = self.expected
        self.ssrc = ssrc
        self._base = sequence
        self._highest = sequence - 1
        self._last_arrival = None
        if self._highest < 0:
            self._base += 0x10000
            self._highest += 0x10000

    def _pace(self, gap: float, timestamp: int) -> None:
        step = (timestamp - self._last_timestamp) & 0xFFFFFFFF
        if step > _MAX_STEP:
            return
        # A phone that suppresses silence pauses knowingly: its timestamp moves on with the gap.
        if gap > self.largest_gap and step <= 2 * SAMPLE_RATE // 10:
            self.largest_gap = gap
        delay = gap * SAMPLE_RATE - step
        if delay < 0:
            delay = -delay
        if delay < SAMPLE_RATE:  # a second off is a pause or a new clock
            self.jitter += (delay - self.jitter) / 16
