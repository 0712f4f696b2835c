"""Presses heard once each, and sent."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ringtree.media.worker.digits import DigitDetector, Press, press_packets


def event(digit: str, duration: int, *, end: bool = False) -> bytes:
    code = "0123456789*#ABCD".index(digit)
    return bytes((code, 0x8A if end else 0x0A, duration >> 8, duration & 0xFF))


def press(digit: str, timestamp: int) -> list[tuple[bytes, int]]:
    """A whole press of 100 ms: five packets that grow and three that end it."""
    growing = [(event(digit, 160 * n), timestamp) for n in range(1, 6)]
    return growing + [(event(digit, 800, end=True), timestamp)] * 3


def hear(packets: list[tuple[bytes, int]], detector: DigitDetector | None = None) -> str:
    detector = detector or DigitDetector()
    pressed = ""
    now = 0.0
    for payload, timestamp in packets:
        pressed += "".join(found.digit for found in detector.packet(payload, timestamp, now))
        now += 0.02
    return pressed + "".join(found.digit for found in detector.expire(now + 1))


def test_a_press_is_reported_once_when_it_ends() -> None:
    detector = DigitDetector()
    packets = press("5", 8_000)
    reports = [detector.packet(*packet, now=0.0) for packet in packets]
    assert reports == [[], [], [], [], [], [Press("5", 100)], [], []]
    assert not detector.is_pressed


def test_two_presses_of_one_key_are_two() -> None:
    assert hear(press("1", 8_000) + press("1", 10_000)) == "11"


def test_lost_end_packets_end_with_the_next_press_or_by_timeout() -> None:
    assert hear(press("1", 8_000)[:5] + press("2", 10_000)[:5]) == "12"


def test_a_press_is_pending_until_its_timeout() -> None:
    detector = DigitDetector()
    detector.packet(event("7", 160), 8_000, now=1.0)
    assert detector.is_pressed
    assert detector.expire(1.1) == []
    assert detector.expire(1.21) == [Press("7", 20)]
    assert detector.expire(9.0) == []


def test_only_one_packet_of_a_press_arriving_is_enough() -> None:
    for index in range(8):
        assert hear([press("9", 8_000)[index]]) == "9"


def test_late_packets_of_an_ended_press_are_ignored() -> None:
    first, second = press("1", 8_000), press("2", 10_000)
    assert hear([*first[:6], second[0], first[6], first[3], *second[1:]]) == "12"


def test_a_press_that_comes_wholly_after_the_next_one_keeps_its_order() -> None:
    first, second = press("1", 8_000), press("2", 10_000)
    assert hear([second[0], first[7], *second[1:]]) == "12"


def test_a_phone_that_moves_the_timestamp_with_every_packet_is_understood() -> None:
    packets = [(event("4", 160 * n), 8_000 + 160 * (n - 1)) for n in range(1, 6)]
    packets += [(event("4", 800, end=True), 8_640)] * 3
    assert hear(packets) == "4"


def test_a_long_press_in_several_segments_is_one() -> None:
    detector = DigitDetector()
    detector.packet(event("3", 0xFFFF), 1_000, now=0.0)
    detector.packet(event("3", 160), 1_000 + 0xFFFF, now=0.02)
    (found,) = detector.packet(event("3", 320, end=True), 1_000 + 0xFFFF, now=0.04)
    assert found == Press("3", (0xFFFF + 320) // 8)
    assert detector.packet(event("3", 0xFFFF), 1_000, now=0.06) == []


def test_the_timestamp_wraps_between_presses() -> None:
    assert hear(press("1", 0xFFFFFF00) + press("2", 1_000)) == "12"


def test_flash_short_and_empty_payloads_are_no_digits() -> None:
    assert hear([(b"", 1), (b"\x05\x8a\x00", 2), (b"\x10\x8a\x00\xa0", 3)]) == ""


@given(st.data())
def test_whatever_is_lost_or_repeated_each_press_is_heard_once(data: st.DataObject) -> None:
    digits = data.draw(st.text("0123456789*#", min_size=1, max_size=6))
    packets: list[tuple[bytes, int]] = []
    for number, digit in enumerate(digits):
        whole = press(digit, 8_000 + number * 2_000)
        kept = data.draw(st.lists(st.sampled_from(range(8)), min_size=1, max_size=12).map(sorted))
        packets += [whole[index] for index in kept]
    assert hear(packets) == digits


def test_what_we_send_we_would_hear() -> None:
    detector = DigitDetector()
    timestamp, pressed, now = 0, "", 0.0
    for packet in press_packets("1*d?9"):
        now += 0.02
        if packet is None:
            continue
        if packet.first:
            timestamp += 5_000
        pressed += "".join(p.digit for p in detector.packet(packet.payload, timestamp, now))
    assert pressed == "1*D9"


def test_a_press_ends_three_times_and_is_followed_by_a_pause() -> None:
    packets = list(press_packets("5", duration_ms=40, pause_ms=40))
    assert [packet and packet.payload[1] >> 7 for packet in packets] == [0, 0, 1, 1, 1, None, None]
