"""RTCP of a leg."""

from __future__ import annotations

import time

from ringtree.media.worker import rtcp
from ringtree.media.worker.receiver import ReceiveStatistics
from ringtree.media.worker.stream import RtpStream
from tests.unit.media.worker.bench import PHONE, Bench

PHONES_RTCP = (PHONE[0], PHONE[1] + 1)


def phones_report(bench: Bench, lost: int = 0) -> bytes:
    """A receiver report of the phone about what it heard of us."""
    heard = ReceiveStatistics()
    for sequence in (1, 2 + lost, 3 + lost):
        heard.packet(bench.leg.sender.stream.ssrc, sequence, sequence * 160, sequence * 0.02)
    return rtcp.compose(
        RtpStream(7, 0, 0), heard, heard=None, now=0.0, wall=time.time(), cname=b"phone"
    )


def receive(bench: Bench, data: bytes, source: tuple[str, int] = PHONES_RTCP) -> None:
    bench.rtcp.arrived.append((data, source))
    bench.host.handlers[bench.rtcp.fileno()](bench.now)


def test_reports_go_to_the_next_port_every_few_seconds() -> None:
    bench = Bench().configure()
    bench.arrive()
    for _ in range(30):
        bench.now += 1
        bench.leg.reports.send_when_due(bench.now)
    assert 3 <= len(bench.rtcp.sent) <= 12
    assert {address for _, address in bench.rtcp.sent} == {PHONES_RTCP}
    report = rtcp.parse(bench.rtcp.sent[0][0], our_ssrc=7, wall=time.time())
    assert report is not None and report.lost == 0


def test_where_the_phones_reports_come_from_is_where_ours_go() -> None:
    bench = Bench().configure()
    receive(bench, phones_report(bench), (PHONE[0], 50_000))
    bench.leg.reports.say_goodbye(bench.now)
    assert [address for _, address in bench.rtcp.sent] == [(PHONE[0], 50_000)]


def test_a_phone_without_rtcp_gets_no_goodbye() -> None:
    bench = Bench().configure()
    bench.leg.reports.say_goodbye(bench.now)
    assert bench.rtcp.sent == []


def test_what_the_phone_reports_is_in_the_statistics() -> None:
    bench = Bench().configure()
    bench.arrive()
    bench.leg.sender.stream.packets = 100
    receive(bench, phones_report(bench, lost=4))
    statistics = bench.leg.reports.statistics()
    assert (statistics.sent.packets, statistics.sent.lost) == (96, 4)
    assert (statistics.received.packets, statistics.received.lost) == (1, 0)
    assert statistics.remote == "10.0.0.9:4000"


def test_a_report_is_a_sign_of_life() -> None:
    bench = Bench().configure()
    bench.now += 50
    receive(bench, phones_report(bench))
    assert bench.leg.heard_at == bench.now


def test_garbage_and_strangers_reports_are_ignored() -> None:
    bench = Bench().configure()
    receive(bench, b"\x80\xc8\x00\xff")
    receive(bench, phones_report(bench), ("198.51.100.66", 4_001))
    assert bench.leg.ignored == 2
    assert bench.leg.reports.statistics().sent.mos is None
