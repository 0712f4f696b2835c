"""Reports, written and read."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.media.worker import rtcp
from ringtree.media.worker.receiver import ReceiveStatistics
from ringtree.media.worker.stream import RtpStream

WALL = 1_700_000_000.25


def sending(ssrc: int, packets: int = 1) -> RtpStream:
    stream = RtpStream(ssrc, 0, 0)
    for number in range(packets):
        stream.stamp_own(bytearray(172), 8, number * 0.02)
    return stream


def receiving(ssrc: int, sequences: list[int]) -> ReceiveStatistics:
    statistics = ReceiveStatistics()
    for sequence in sequences:
        statistics.packet(ssrc, sequence, sequence * 160, sequence * 0.02)
    return statistics


def compose(stream: RtpStream, receiver: ReceiveStatistics, **options: object) -> bytes:
    heard = options.pop("heard", None)
    return rtcp.compose(
        stream, receiver, heard=heard, now=100.0, wall=WALL, cname=b"ringtree", **options
    )  # type: ignore[arg-type]


def kinds(data: bytes) -> list[int]:
    found = []
    while data:
        found.append(data[1])
        data = data[4 * (struct.unpack_from("!H", data, 2)[0] + 1) :]
    return found


def test_a_sender_reports_what_it_sent_and_heard() -> None:
    data = compose(sending(1, 5), receiving(2, [1, 2, 4]))
    assert kinds(data) == [200, 202]
    assert len(data) % 4 == 0
    report = rtcp.parse(data, our_ssrc=2, wall=WALL)
    assert report is not None
    assert (report.ssrc, report.lost) == (1, 1)
    assert report.sent_mid == rtcp.ntp_mid(WALL)


def test_who_sends_nothing_writes_a_receiver_report() -> None:
    data = compose(RtpStream(1, 0, 0), receiving(2, [1]))
    assert kinds(data) == [201, 202]
    report = rtcp.parse(data, our_ssrc=2, wall=WALL)
    assert report is not None and report.sent_mid is None and report.lost == 0


def test_leaving_is_said_at_the_end() -> None:
    assert kinds(compose(sending(1), ReceiveStatistics(), leaving=True)) == [200, 202, 203]


def test_the_round_trip_leaves_out_the_time_the_report_lay_there() -> None:
    # Ours was sent at WALL - 3; it lay there for 2.9 s: 0.1 s on the way.
    answer = compose(
        RtpStream(9, 0, 0), receiving(1, [1]), heard=(rtcp.ntp_mid(WALL - 3), 100.0 - 2.9)
    )
    report = rtcp.parse(answer, our_ssrc=1, wall=WALL)
    assert report is not None and report.round_trip == pytest.approx(0.1, abs=0.001)


def test_a_report_about_somebody_else_tells_nothing_about_us() -> None:
    report = rtcp.parse(compose(sending(1), receiving(2, [1])), our_ssrc=77, wall=WALL)
    assert report is not None and report.lost is None


def test_negative_loss_counts_as_none() -> None:
    data = bytearray(compose(RtpStream(1, 0, 0), receiving(2, [1])))
    data[13:16] = b"\xff\xff\xfe"
    report = rtcp.parse(bytes(data), our_ssrc=2, wall=WALL)
    assert report is not None and report.lost == 0


@given(st.binary(max_size=120))
def test_garbage_is_refused_quietly(data: bytes) -> None:
    rtcp.parse(data, our_ssrc=0, wall=WALL)
    rtcp.parse(b"\x81\xc8\x00\x0c" + data, our_ssrc=0, wall=WALL)
    rtcp.parse(b"\x9f\xc9\x00\x02" + data, our_ssrc=0, wall=WALL)
