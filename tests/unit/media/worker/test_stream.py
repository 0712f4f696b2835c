"""One outgoing stream, whatever feeds it."""

from __future__ import annotations

from dataclasses import dataclass

from ringtree.media.worker.rtp import HEADER
from ringtree.media.worker.stream import RtpStream

FRAME = 160


@dataclass
class Sent:
    marker: bool
    payload_type: int
    sequence: int
    timestamp: int
    ssrc: int


class Line:
    """A stream and the packets it stamped."""

    def __init__(self, sequence: int = 100, timestamp: int = 5_000) -> None:
        self.stream = RtpStream(0xABCD, sequence, timestamp)
        self.now = 50.0

    def _sent(self, buffer: bytearray) -> Sent:
        first, second, sequence, timestamp, ssrc = HEADER.unpack_from(buffer)
        assert first == 0x80
        return Sent(bool(second & 0x80), second & 0x7F, sequence, timestamp, ssrc)

    def prompt(self, count: int = 1) -> Sent:
        for _ in range(count):
            buffer = bytearray(12 + FRAME)
            self.stream.stamp_own(buffer, 8, self.now)
            self.now += 0.02
        return self._sent(buffer)

    def relay(self, ssrc: int, sequence: int, timestamp: int, second: int = 8) -> Sent | None:
        buffer = bytearray(12 + FRAME)
        source = (ssrc, sequence & 0xFFFF, timestamp & 0xFFFFFFFF)
        stamped = self.stream.stamp_relayed(buffer, 0, second, source, FRAME, self.now)
        self.now += 0.02
        return self._sent(buffer) if stamped else None

    def event(self, *, first: bool) -> Sent:
        buffer = bytearray(16)
        self.stream.stamp_event(buffer, 101, first=first, now=self.now)
        self.now += 0.02
        return self._sent(buffer)


def test_a_prompt_begins_with_a_marker_and_goes_on_evenly() -> None:
    line = Line()
    assert line.prompt() == Sent(True, 8, 101, 5_160, 0xABCD)
    assert line.prompt() == Sent(False, 8, 102, 5_320, 0xABCD)


def test_prompt_relay_prompt_is_one_stream_to_the_listener() -> None:
    line = Line()
    line.prompt(3)
    relayed = line.relay(ssrc=7, sequence=60_000, timestamp=999)
    assert relayed == Sent(True, 8, 104, 5_000 + 4 * FRAME, 0xABCD)
    assert line.relay(7, 60_001, 999 + FRAME) == Sent(False, 8, 105, 5_000 + 5 * FRAME, 0xABCD)
    assert line.prompt() == Sent(True, 8, 106, 5_000 + 6 * FRAME, 0xABCD)


def test_time_that_passes_in_silence_is_in_the_timestamp() -> None:
    line = Line()
    line.prompt()
    line.stream.interrupt()
    line.now += 1.0
    sent = line.prompt()
    assert (sent.marker, sent.sequence) == (True, 102)
    assert abs(sent.timestamp - (5_160 + int(1.02 * 8000))) <= 1


def test_a_stall_within_a_prompt_is_in_the_timestamp_too() -> None:
    line = Line()
    line.prompt(2)
    line.now += 0.5
    sent = line.prompt()
    assert (sent.marker, sent.sequence) == (True, 103)
    assert abs(sent.timestamp - (5_320 + int(0.52 * 8000))) <= 1


def test_loss_and_disorder_of_the_first_hop_stay_visible() -> None:
    line = Line()
    sequences = [line.relay(7, 10 + n, n * FRAME) for n in (0, 1, 4, 3, 5)]
    assert [sent.sequence for sent in sequences if sent] == [101, 102, 105, 104, 106]
    assert line.stream.sequence == 106


def test_a_packet_from_before_the_change_is_not_sent() -> None:
    line = Line()
    line.prompt(5)
    assert line.relay(7, 10, 1_000) is not None
    assert line.relay(7, 9, 840) is None


def test_sequence_and_timestamp_wrap() -> None:
    line = Line(sequence=0xFFFE, timestamp=0xFFFFFFFF - 100)
    assert [line.prompt().sequence for _ in range(3)] == [0xFFFF, 0, 1]
    relayed = [line.relay(7, 0xFFFF + n, 0xFFFFFF00 + n * FRAME) for n in range(3)]
    assert [sent.sequence for sent in relayed if sent] == [2, 3, 4]
    steps = [sent.timestamp for sent in relayed if sent]
    assert (steps[1] - steps[0]) & 0xFFFFFFFF == FRAME


def test_another_source_and_a_wild_leap_are_joined_on() -> None:
    line = Line()
    line.relay(7, 10, 0)
    assert line.relay(8, 40_000, 777) == Sent(True, 8, 102, 5_000 + 2 * FRAME, 0xABCD)
    leapt = line.relay(8, 60_000, 777 + FRAME)
    assert leapt is not None and leapt.sequence == 103
    back = line.relay(8, 20_000, 0)
    assert back is not None and back.sequence == 104


def test_a_relayed_marker_is_kept() -> None:
    line = Line()
    line.relay(7, 10, 0)
    sent = line.relay(7, 11, 8_000, second=8 | 0x80)
    assert sent is not None and sent.marker


def test_an_event_keeps_the_timestamp_of_its_beginning() -> None:
    line = Line()
    line.prompt()
    first, second = line.event(first=True), line.event(first=False)
    assert (first.marker, second.marker) == (True, False)
    assert first.timestamp == second.timestamp == 5_160 + FRAME
    assert second.sequence == first.sequence + 1
    after = line.prompt()
    assert after.timestamp == first.timestamp + 2 * FRAME


def test_a_relayed_event_does_not_stop_the_clock() -> None:
    line = Line()
    line.relay(7, 10, 0)
    for sequence in (11, 12, 13):
        line.relay(7, sequence, FRAME, second=101)
    prompt = line.prompt()
    assert abs(prompt.timestamp - (5_160 + 4 * FRAME)) <= 1


def test_the_clock_runs_on_for_reports() -> None:
    line = Line()
    line.prompt()
    assert line.stream.timestamp_now(50.5) == 5_160 + 4_000
    assert (line.stream.packets, line.stream.octets) == (1, FRAME)
