"""One outgoing RTP stream, continuous whatever feeds it.

A listener's jitter buffer hears one sender: one SSRC, sequence numbers without holes of our
making, and a timestamp that follows real time [RFC 3550 §5.1], while behind it a prompt gives way
to a relayed caller and the caller to music. The first packet after each change carries the marker
bit, so that the listener may move its play-out point [RFC 3551 §4.1].

Relayed packets keep their distance from one another, so that the loss and the disorder of the
first hop stay visible to the second; only the origin is shifted.
"""

from __future__ import annotations

from ringtree.media.worker.rtp import HEADER, MARKER, PLAIN
from ringtree.media.worker.samples import FRAME, SAMPLE_RATE

#: A relayed source that leaps further than this begins anew, or the listener sees a huge loss
#: [RFC 3550 appendix A.1 MAX_DROPOUT].
MAX_LEAP = 3_000
#: Our own packets lie 20 ms apart; a longer pause is time that has passed for the listener too.
_PAUSE = 0.1  # seconds

_pack_into = HEADER.pack_into


class RtpStream:
    """State of one outgoing stream. Times are monotonic seconds."""

    __slots__ = (
        "_origin",
        "_sequence_shift",
        "_source",
        "_timestamp_shift",
        "octets",
        "packets",
        "sent_at",
        "sequence",
        "ssrc",
        "timestamp",
    )

    def __init__(self, ssrc: int, sequence: int, timestamp: int) -> None:
        """Start values should be random [RFC 3550 §5.1]."""
        self.ssrc = ssrc
        self.sequence = sequence  # the highest sent
        self.timestamp = timestamp  # of that packet
        self.sent_at: float | None = None
        self.packets = 0
        self.octets = 0
        self._source: int | None = None  # SSRC being relayed; None: we make the packets
        self._origin = 0
        self._sequence_shift = 0
        self._timestamp_shift = 0

    def interrupt(self) -> None:
        """Whatever comes next is a new talk-spurt."""
        self._source = -1

    def stamp_own(self, buffer: bytearray, payload_type: int, now: float) -> None:
        """Write the header of a frame of ours (a prompt's) to the start of `buffer`."""
        if self._source is None and self.sent_at is not None and now - self.sent_at < _PAUSE:
            self.timestamp = (self.timestamp + FRAME) & 0xFFFFFFFF
        else:
            self.timestamp = self._timestamp_at(now)
            payload_type |= MARKER
            self._source = None
        self._next()
        self._write(buffer, 0, payload_type, self.sequence, self.timestamp)
        self._sent(len(buffer) - 12, now)

    def stamp_event(self, buffer: bytearray, payload_type: int, *, first: bool, now: float) -> None:
        """Write the header of a telephone-event: its timestamp is its beginning [RFC 4733 §2.2]."""
        if first:
            self.timestamp = self._timestamp_at(now)
            payload_type |= MARKER
            self.sent_at = now
            self._source = -1
        self._next()
        self._write(buffer, 0, payload_type, self.sequence, self.timestamp)
        self.packets += 1
        self.octets += len(buffer) - 12

    def stamp_relayed(
        self,
        buffer: bytearray,
        offset: int,
        payload_type: int,
        source: tuple[int, int, int],
        octets: int,
        now: float,
    ) -> bool:
        """Write a header before `offset + 12` for a packet received as (SSRC, sequence, timestamp).

        False: the packet is older than the present source's first one and must not be sent.
        """
        ssrc, sequence, timestamp = source
        if ssrc != self._source:
            self._adopt(ssrc, sequence, timestamp, now)
            payload_type |= MARKER
        out = (sequence + self._sequence_shift) & 0xFFFF
        ahead = (out - self.sequence) & 0xFFFF
        if ahead < 0x8000:
            if ahead > MAX_LEAP:
                self._adopt(ssrc, sequence, timestamp, now)
                out = (sequence + self._sequence_shift) & 0xFFFF
            self.sequence = out
            shifted = (timestamp + self._timestamp_shift) & 0xFFFFFFFF
            if shifted != self.timestamp:  # a telephone-event's stands still
                self.timestamp = shifted
                self.sent_at = now
        elif (sequence - self._origin) & 0xFFFF >= 0x8000:
            if 0x10000 - ahead <= MAX_LEAP:
                return False
            self._adopt(ssrc, sequence, timestamp, now)
            return self.stamp_relayed(buffer, offset, payload_type, source, octets, now)
        _pack_into(
            buffer,
            offset,
            PLAIN,
            payload_type,
            out,
            (timestamp + self._timestamp_shift) & 0xFFFFFFFF,
            self.ssrc,
        )
        self.packets += 1
        self.octets += octets
        return True

    def timestamp_now(self, now: float) -> int:
        """The timestamp that a sample taken now would carry, for a sender report."""
        elapsed = 0.0 if self.sent_at is None else now - self.sent_at
        return (self.timestamp + int(elapsed * SAMPLE_RATE)) & 0xFFFFFFFF

    def _adopt(self, ssrc: int, sequence: int, timestamp: int, now: float) -> None:
        self._source = ssrc
        self._origin = sequence
        self._sequence_shift = (self.sequence + 1 - sequence) & 0xFFFF
        self._timestamp_shift = (self._timestamp_at(now) - timestamp) & 0xFFFFFFFF

    def _timestamp_at(self, now: float) -> int:
        elapsed = 0.0 if self.sent_at is None else now - self.sent_at
        return (self.timestamp + max(FRAME, int(elapsed * SAMPLE_RATE))) & 0xFFFFFFFF

    def _next(self) -> None:
        self.sequence = (self.sequence + 1) & 0xFFFF

    def _write(
        self, buffer: bytearray, offset: int, second: int, sequence: int, timestamp: int
    ) -> None:
        _pack_into(buffer, offset, PLAIN, second, sequence, timestamp, self.ssrc)

    def _sent(self, octets: int, now: float) -> None:
        self.sent_at = now
        self.packets += 1
        self.octets += octets
