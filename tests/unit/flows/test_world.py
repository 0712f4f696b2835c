"""The world beyond a call."""

from __future__ import annotations

from datetime import timedelta

from ringtree.flows.world import Counters, World


def test_counts_are_each_companys_own() -> None:
    counters = Counters()
    counted = [counters.count(code, "a") for code in ("acme", "acme", "other", "acme")]
    assert counted == [0, 1, 0, 2]


def test_the_wall_clock_knows_its_zone() -> None:
    assert World().now().utcoffset() == timedelta(0)
