"""Loss, jitter and gaps as RFC 3550 appendix A counts them."""

from __future__ import annotations

import pytest

from ringtree.media.worker.receiver import ReceiveStatistics

FRAME = 160


def receive(
    sequences: list[int], statistics: ReceiveStatistics | None = None, ssrc: int = 7
) -> ReceiveStatistics:
    statistics = statistics or ReceiveStatistics()
    for sequence in sequences:
        statistics.packet(ssrc, sequence & 0xFFFF, sequence * FRAME & 0xFFFFFFFF, sequence * 0.02)
    return statistics


def test_an_even_stream_has_no_loss_and_no_jitter() -> None:
    statistics = receive(list(range(500, 700)))
    assert (statistics.packets, statistics.expected, statistics.lost) == (200, 200, 0)
    assert statistics.jitter_ms == pytest.approx(0, abs=0.01)
    assert statistics.largest_gap == pytest.approx(0.02)


def test_missing_packets_are_lost_and_late_ones_are_not() -> None:
    statistics = receive([1, 2, 5, 6])
    assert statistics.lost == 2
    receive([4], statistics)
    assert statistics.lost == 1


def test_the_sequence_wraps_without_loss() -> None:
    statistics = receive(list(range(0xFFF0, 0x10010)))
    assert (statistics.expected, statistics.lost) == (32, 0)
    assert statistics.highest >= 0x10000


def test_a_stream_that_begins_at_zero_is_complete() -> None:
    assert receive([0, 1, 2]).expected == 3


def test_jitter_follows_the_formula() -> None:
    statistics = ReceiveStatistics()
    statistics.packet(7, 1, 0, 0.0)
    statistics.packet(7, 2, FRAME, 0.03)  # 10 ms late: 80 samples
    assert statistics.jitter == pytest.approx(80 / 16)
    statistics.packet(7, 3, 2 * FRAME, 0.04)  # back in time: 80 samples again
    assert statistics.jitter == pytest.approx(5 + (80 - 5) / 16)


def test_a_new_source_adds_to_the_totals_instead_of_a_huge_loss() -> None:
    statistics = receive([1, 2, 3])
    receive([40_000, 40_001], statistics, ssrc=8)
    assert (statistics.packets, statistics.expected, statistics.lost) == (5, 5, 0)


def test_a_leap_of_the_same_source_is_a_new_beginning() -> None:
    statistics = receive([1, 2, 30_000, 30_001])
    assert statistics.lost == 0


def test_suppressed_silence_is_no_gap_and_a_lost_second_is() -> None:
    statistics = ReceiveStatistics()
    statistics.packet(7, 1, 0, 0.0)
    statistics.packet(7, 2, 5 * 8_000, 5.0)
    assert statistics.largest_gap == 0
    statistics.packet(7, 3, 5 * 8_000 + FRAME, 5.4)
    assert statistics.largest_gap == pytest.approx(0.4)


def test_a_pause_we_asked_for_is_not_counted() -> None:
    statistics = receive([1, 2])
    statistics.pause()
    statistics.packet(7, 3, 3 * FRAME, 60.0)
    assert statistics.largest_gap == pytest.approx(0.02)
    assert statistics.jitter_ms < 0.01


def test_events_take_their_place_in_the_sequence_without_jitter() -> None:
    statistics = receive([1, 2])
    for sequence in (3, 4, 5):
        statistics.event_packet(7, sequence, sequence * 0.02)
    receive([6], statistics)
    assert (statistics.expected, statistics.lost) == (6, 0)
    assert statistics.jitter_ms < 0.01


def test_the_fraction_is_of_the_last_interval_only() -> None:
    statistics = receive([1, 2, 3, 4, 6, 7, 8, 9])
    assert statistics.fraction_lost() == 256 // 9
    receive([10, 11], statistics)
    assert statistics.fraction_lost() == 0


def test_before_the_first_packet_there_is_nothing() -> None:
    statistics = ReceiveStatistics()
    assert (statistics.expected, statistics.lost, statistics.highest) == (0, 0, 0)
    assert statistics.fraction_lost() == 0
