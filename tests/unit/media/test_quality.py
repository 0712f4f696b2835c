"""The estimated opinion of a listener."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.media.quality import (
    DirectionQuality,
    MediaStatistics,
    mean_opinion_score,
    quality,
)


def test_a_perfect_line_scores_as_g711_does() -> None:
    assert mean_opinion_score(loss=0, delay_ms=20) == pytest.approx(4.4, abs=0.02)


def test_loss_and_delay_are_heard() -> None:
    assert mean_opinion_score(loss=0.05, delay_ms=20) == pytest.approx(4.0, abs=0.15)
    assert mean_opinion_score(loss=0, delay_ms=400) < 3.6
    assert mean_opinion_score(loss=1, delay_ms=20) < 2


@given(st.floats(0, 1), st.floats(0, 5000))
def test_the_score_stays_on_its_scale_and_falls_with_loss(loss: float, delay_ms: float) -> None:
    score = mean_opinion_score(loss=loss, delay_ms=delay_ms)
    assert 1 <= score <= 4.5
    assert score >= mean_opinion_score(loss=min(1.0, loss + 0.1), delay_ms=delay_ms)


def test_a_direction_in_which_nothing_came_has_no_score() -> None:
    silent = quality(packets=0, lost=0, jitter_ms=0, gap_ms=0, round_trip_ms=None)
    assert silent == DirectionQuality()
    assert silent.mos is None


def test_statistics_survive_the_way_between_processes_and_become_plain_values() -> None:
    received = quality(packets=99, lost=1, jitter_ms=1.234, gap_ms=40.04, round_trip_ms=10)
    statistics = MediaStatistics(received, codec="PCMA", remote="10.0.0.9:4000", ignored=3)
    assert MediaStatistics.from_fields(statistics.to_fields()) == statistics
    plain = statistics.to_dict()
    assert plain["received"]["jitter_ms"] == 1.23
    assert plain["received"]["largest_gap_ms"] == 40.0
    assert plain["ignored"] == 3
