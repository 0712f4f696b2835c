"""Digits pressed on a telephone, as RFC 4733 events: heard once each, and sent.

Whoever presses a key sends some ten packets about it, all with the timestamp of the press and a
growing duration, and the last one three times with the end bit. Any of them may be lost,
repeated or out of order; a press is reported once, when it ends: at the end bit, at the next
press, or when nothing was heard of it for `PRESS_TIMEOUT`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from ringtree.media.worker.samples import SAMPLE_RATE

DIGITS = "0123456789*#ABCD"  # event codes 0..15 [RFC 4733 §3.2]
PRESS_TIMEOUT = 0.2  # seconds; senders repeat themselves every 20 to 50 ms
_LONGEST_SEGMENT = 0xFFFF  # a longer press goes on under a new timestamp [§2.5.1.3]
_END = 0x80


@dataclass(frozen=True, slots=True)
class Press:
    digit: str
    duration_ms: int


@dataclass(slots=True)
class _Pending:
    code: int
    timestamp: int
    duration: int
    before: int  # samples of earlier segments
    heard_at: float


class DigitDetector:
    """Turns event payloads into presses. Times are monotonic seconds."""

    __slots__ = ("_finished", "_pending")

    def __init__(self) -> None:
        self._pending: _Pending | None = None
        self._finished: deque[int] = deque(maxlen=16)

    @property
    def is_pressed(self) -> bool:
        """Whether a press has begun and not ended: `expire` is to be called."""
        return self._pending is not None

    def packet(self, payload: bytes, timestamp: int, now: float) -> list[Press]:
        """Take one event payload; most return nothing. Payloads that are no digit are ignored."""
        if len(payload) < 4 or payload[0] >= len(DIGITS) or timestamp in self._finished:
            return []
        code, flags, duration = payload[0], payload[1], payload[2] << 8 | payload[3]
        pressed: list[Press] = []
        pending = self._pending
        if pending is not None and not self._continues(pending, code, timestamp, duration):
            if (timestamp - pending.timestamp) & 0xFFFFFFFF >= 0x80000000:
                # An earlier press of which nothing had come before this: it still comes first.
                self._finished.append(timestamp)
                return [_press(code, duration)]
            pressed += self._finish(pending)
            pending = None
        if pending is None:
            pending = self._pending = _Pending(code, timestamp, 0, 0, now)
        pending.duration = max(pending.duration, duration)
        pending.heard_at = now
        if flags & _END:
            pressed += self._finish(pending)
            self._finished.append(timestamp)
        return pressed

    def expire(self, now: float) -> list[Press]:
        """The press whose end was lost, if it is time to give up waiting for it."""
        pending = self._pending
        if pending is None or now - pending.heard_at < PRESS_TIMEOUT:
            return []
        return self._finish(pending)

    def _continues(self, pending: _Pending, code: int, timestamp: int, duration: int) -> bool:
        if timestamp == pending.timestamp:
            return True
        step = (timestamp - pending.timestamp) & 0xFFFFFFFF
        if code != pending.code or step >= 0x80000000:
            return False
        if step == _LONGEST_SEGMENT:
            self._finished.append(pending.timestamp)
            pending.before += _LONGEST_SEGMENT
            pending.timestamp, pending.duration = timestamp, 0
            return True
        # Some phones move the timestamp along with every packet. No press can begin before the
        # one before it is over, so this is still the same press.
        if step <= max(pending.duration, duration):
            return True
        return False

    def _finish(self, pending: _Pending) -> list[Press]:
        self._pending = None
        self._finished.append(pending.timestamp)
        return [_press(pending.code, pending.before + pending.duration)]


def _press(code: int, duration: int) -> Press:
    return Press(DIGITS[code], duration * 1000 // SAMPLE_RATE)


@dataclass(frozen=True, slots=True)
class EventPacket:
    """One packet to send; `first` begins a press."""

    payload: bytes
    first: bool


_FRAME = SAMPLE_RATE // 50
_VOLUME = 10  # dBm0 below zero [RFC 4733 §2.3.4]


def press_packets(
    digits: str, *, duration_ms: int = 100, pause_ms: int = 80
) -> Iterator[EventPacket | None]:
    """What to send every 20 ms to press `digits`; None is a pause. Unknown characters are skipped.

    The last packet goes out three times [RFC 4733 §2.5.1.4].
    """
    frames = max(2, duration_ms // 20)
    for digit in digits.upper():
        code = DIGITS.find(digit)
        if code < 0:
            continue
        for frame in range(1, frames + 1):
            yield EventPacket(_payload(code, 0, frame * _FRAME), frame == 1)
        for _ in range(3):
            yield EventPacket(_payload(code, _END, frames * _FRAME), False)
        for _ in range(pause_ms // 20):
            yield None


def _payload(code: int, end: int, duration: int) -> bytes:
    return bytes((code, end | _VOLUME, duration >> 8, duration & 0xFF))
