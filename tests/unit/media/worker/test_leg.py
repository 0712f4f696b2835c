"""One leg: whom it hears and what it makes of it."""

from __future__ import annotations

from pathlib import Path

from ringtree.media import protocol
from ringtree.media.g711 import A_TO_U
from tests.unit.media.worker.bench import FRAME, PHONE, Bench, FakeHost

STRANGER = ("198.51.100.66", 5_555)


def two() -> tuple[Bench, Bench]:
    host = FakeHost()
    first, second = Bench(host, 1).configure(), Bench(host, 2).configure()
    first.leg.connect(second.leg)
    return first, second


def test_before_it_is_configured_nothing_is_heard_or_sent() -> None:
    bench = Bench()
    bench.arrive()
    assert (bench.leg.ignored, bench.leg.receiver.packets) == (1, 0)


def test_the_first_packet_locks_and_is_passed_on() -> None:
    first, second = two()
    first.arrive(b"\x11" * FRAME)
    assert first.rtp.peer == PHONE
    assert second.audio == [b"\x11" * FRAME]
    assert second.rtp.sent[0][1] == PHONE


def test_what_was_queued_before_the_lock_is_heard_only_from_the_phone() -> None:
    first, second = two()
    other = b"\x80\x08" + bytes(10)
    first.rtp.arrived += [(other + b"bad" * 20, STRANGER), (other + b"good" * 20, PHONE)]
    first.rtp.arrived.insert(0, (other + b"good" * 20, PHONE))
    first.host.handlers[first.rtp.fileno()](first.now)
    assert set(second.audio) == {b"good" * 20}
    assert first.leg.ignored == 1


def test_a_strangers_packet_is_not_passed_on() -> None:
    first, second = two()
    first.arrive(source=STRANGER)
    assert second.audio == [] and first.leg.ignored == 1


def test_laws_are_converted_on_the_way() -> None:
    host = FakeHost()
    first = Bench(host, 1).configure()
    second = Bench(host, 2, codec="PCMU").configure()
    second.leg.connect(first.leg)
    first.arrive(b"\x11" * FRAME)
    assert second.audio == [bytes((A_TO_U[0x11],)) * FRAME]
    second.arrive(b"\x22" * FRAME, payload_type=8)  # it changed its law without a word
    assert first.audio == [b"\x22" * FRAME]


def test_unknown_payload_types_and_garbage_are_counted() -> None:
    first, second = two()
    first.arrive()
    for packet in (b"", b"\x80\x08", bytes(172), b"\x80\x60" + bytes(170), b"\xbf\x08" + bytes(20)):
        first.arrive_raw(packet)
    assert first.leg.ignored == 5
    assert len(second.audio) == 1


def test_comfort_noise_is_life_but_not_audio() -> None:
    first, second = two()
    first.arrive()
    first.arrive(b"\x40", payload_type=13)
    assert first.leg.heard_at == first.now
    assert len(second.audio) == 1
    assert first.leg.receiver.lost == 0


def test_a_key_is_reported_and_passed_on_under_the_other_phones_number() -> None:
    first, second = two()
    second.configure(event_payload_type=96)
    for payload in (b"\x05\x0a\x00\xa0", b"\x05\x8a\x03\x20"):
        first.arrive(payload, payload_type=101, timestamp=9_000)
    assert first.host.notices == [protocol.Pressed(1, "5", 100)]
    assert [data[1] & 0x7F for data, _ in second.rtp.sent] == [96, 96]


def test_a_key_whose_end_is_lost_is_reported_in_time() -> None:
    bench = Bench().configure()
    bench.arrive(b"\x05\x0a\x00\xa0", payload_type=101)
    assert bench.host.pressing == [bench.leg]
    assert bench.leg.expire_press(bench.now + 0.1)
    assert not bench.leg.expire_press(bench.now + 0.3)
    assert bench.host.notices == [protocol.Pressed(1, "5", 20)]


def test_without_agreed_events_their_packets_are_nothing() -> None:
    bench = Bench().configure(event_payload_type=None)
    bench.arrive(b"\x05\x8a\x00\xa0", payload_type=101)
    assert bench.host.notices == []


def test_a_phone_told_not_to_send_is_not_passed_on() -> None:
    first, second = two()
    first.configure(receives=False)
    first.arrive()
    assert second.audio == []
    assert first.leg.heard_at == first.now
    assert not first.leg.is_two_way


def test_the_same_description_keeps_the_lock_and_another_one_lifts_it() -> None:
    first, _ = two()
    first.arrive()
    first.configure(sends=False)
    assert first.leg.remote.is_locked
    first.configure(("0.0.0.0", 4_000))
    assert first.leg.remote.is_locked
    first.configure(("10.0.0.10", 4_000))
    assert not first.leg.remote.is_locked


def test_connecting_elsewhere_parts_from_the_first() -> None:
    host = FakeHost()
    a, b, c = (Bench(host, number).configure() for number in (1, 2, 3))
    a.leg.connect(b.leg)
    c.leg.connect(a.leg)
    assert b.leg.peer is None and a.leg.peer is c.leg
    a.leg.disconnect()
    assert a.leg.peer is None and c.leg.peer is None


def test_a_recording_ends_with_the_leg(tmp_path: Path) -> None:
    bench = Bench().configure()
    path = str(tmp_path / "a.wav")
    bench.leg.record(protocol.Record(1, path, 1, 60.0))
    for _ in range(10):
        bench.arrive()  # takes 20 ms, as a tick does
        bench.tick()
    bench.leg.close()
    assert bench.host.notices == [protocol.Recorded(1, path, 0.38, None)]
    assert bench.rtp.is_closed and bench.rtcp.is_closed
    assert bench.host.handlers == {} and bench.host.active == []


def test_a_recording_reaches_its_limit(tmp_path: Path) -> None:
    bench = Bench().configure()
    bench.leg.record(protocol.Record(1, str(tmp_path / "a.wav"), 2, 0.2))
    bench.tick(20)
    (notice,) = bench.host.notices
    assert isinstance(notice, protocol.Recorded) and notice.seconds == 0.2


def test_a_recording_that_cannot_begin_says_why(tmp_path: Path) -> None:
    bench = Bench().configure()
    bench.leg.record(protocol.Record(1, str(tmp_path), 1, 60.0))
    (notice,) = bench.host.notices
    assert isinstance(notice, protocol.Recorded) and notice.error is not None
