"""RTCP: sender and receiver reports [RFC 3550 §6], one source per side, one report block.

Compound packets always begin with a report and carry a CNAME [§6.1]. Garbage is None, never an
exception.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from ringtree.media.worker.receiver import ReceiveStatistics
from ringtree.media.worker.samples import SAMPLE_RATE
from ringtree.media.worker.stream import RtpStream

INTERVAL = 5.0  # seconds, halved to one and a half by chance [§6.2, §6.3.1]
_SR, _RR, _SDES, _BYE = 200, 201, 202, 203
_NTP_EPOCH = 2_208_988_800  # seconds from 1900 to 1970 [§4]

_HEADER = struct.Struct("!BBH")
_SENDER = struct.Struct("!IIIII")
_BLOCK = struct.Struct("!IIIIII")
_WORD = struct.Struct("!I")


@dataclass(frozen=True, slots=True)
class Report:
    """What one compound packet told: when it was sent and how our stream arrives.

    `sent_mid` is the middle 32 bits of the sender's NTP time; jitter is in samples; `round_trip`
    is in seconds.
    """

    ssrc: int
    sent_mid: int | None
    lost: int | None = None
    jitter: int | None = None
    round_trip: float | None = None


def ntp_mid(wall: float) -> int:
    """The middle 32 bits of the NTP time: 1/65536 s [§4]. `wall` is Unix time."""
    return int((wall + _NTP_EPOCH) * 65_536) & 0xFFFFFFFF


def compose(
    stream: RtpStream,
    receiver: ReceiveStatistics,
    *,
    heard: tuple[int, float] | None,
    now: float,
    wall: float,
    cname: bytes,
    leaving: bool = False,
) -> bytes:
    """A compound report. `heard` is the last sender report's middle NTP and when it came."""
    blocks = _report_block(receiver, heard, now)
    count = 1 if blocks else 0
    if stream.packets:
        seconds = wall + _NTP_EPOCH
        sender = _SENDER.pack(
            int(seconds) & 0xFFFFFFFF,
            int(seconds % 1 * 2**32),
            stream.timestamp_now(now),
            stream.packets & 0xFFFFFFFF,
            stream.octets & 0xFFFFFFFF,
        )
        packet = _packet(_SR, count, _WORD.pack(stream.ssrc) + sender + blocks)
    else:
        packet = _packet(_RR, count, _WORD.pack(stream.ssrc) + blocks)
    packet += _packet(_SDES, 1, _source_description(stream.ssrc, cname))
    if leaving:
        packet += _packet(_BYE, 1, _WORD.pack(stream.ssrc))
    return packet


def parse(data: bytes, *, our_ssrc: int, wall: float) -> Report | None:
    """Read a compound packet; None if it does not begin with a well-formed report."""
    length = _packet_length(data)
    if length is None or data[1] not in (_SR, _RR):
        return None
    body = data[4:length]
    fixed = 24 if data[1] == _SR else 4
    if len(body) < fixed:
        return None
    (ssrc,) = _WORD.unpack_from(body)
    sent_mid = None
    if data[1] == _SR:
        _, high, low = struct.unpack_from("!III", body)
        sent_mid = (high & 0xFFFF) << 16 | low >> 16
    for index in range(data[0] & 0x1F):
        begin = fixed + index * _BLOCK.size
        if begin + _BLOCK.size > len(body):
            return None
        block = _BLOCK.unpack_from(body, begin)
        if block[0] == our_ssrc:
            return _read_block(ssrc, sent_mid, block, wall)
    return Report(ssrc, sent_mid)


def _read_block(ssrc: int, sent_mid: int | None, block: tuple[int, ...], wall: float) -> Report:
    _, fraction_and_lost, _, jitter, last_report, delay = block
    lost = fraction_and_lost & 0xFFFFFF
    if lost & 0x800000:
        lost -= 0x1000000  # repeated packets can make it negative [§6.4.1]
    round_trip = None
    if last_report:
        units = (ntp_mid(wall) - last_report - delay) & 0xFFFFFFFF
        if units < 60 * 65_536:
            round_trip = units / 65_536
    return Report(ssrc, sent_mid, max(0, lost), jitter, round_trip)


def _packet_length(data: bytes) -> int | None:
    if len(data) < 8 or data[0] & 0xC0 != 0x80:
        return None
    length = 4 * ((data[2] << 8 | data[3]) + 1)
    return length if length <= len(data) else None


def _report_block(
    receiver: ReceiveStatistics, heard: tuple[int, float] | None, now: float
) -> bytes:
    if receiver.ssrc is None:
        return b""
    last_report, delay = 0, 0
    if heard is not None:
        last_report, delay = heard[0], int((now - heard[1]) * 65_536) & 0xFFFFFFFF
    return _BLOCK.pack(
        receiver.ssrc,
        receiver.fraction_lost() << 24 | min(receiver.lost, 0x7FFFFF),
        receiver.highest,
        int(receiver.jitter),
        last_report,
        delay,
    )


def _source_description(ssrc: int, cname: bytes) -> bytes:
    item = _WORD.pack(ssrc) + bytes((1, len(cname))) + cname
    return item + bytes(4 - len(item) % 4)  # at least one zero ends the list [§6.5]


def _packet(kind: int, count: int, body: bytes) -> bytes:
    return _HEADER.pack(0x80 | count, kind, len(body) // 4) + body


def jitter_ms(samples: int) -> float:
    return samples * 1000 / SAMPLE_RATE
