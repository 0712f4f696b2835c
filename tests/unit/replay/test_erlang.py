"""Erlang's formulas against values that are in every textbook."""

from __future__ import annotations

from math import inf

import pytest

from ringtree.replay.erlang import agents_needed, erlang_b, erlang_c, mean_wait, service_level


def test_the_textbook_s_ten_erlangs() -> None:
    """100 calls in half an hour of three minutes each: 10 erlangs."""
    assert erlang_b(10, 14) == pytest.approx(0.0568, abs=1e-4)
    assert erlang_c(10, 14) == pytest.approx(0.1741, abs=1e-4)
    assert service_level(10, 14, 180, 20) == pytest.approx(0.8884, abs=1e-4)
    assert mean_wait(10, 14, 180) == pytest.approx(7.83, abs=0.01)
    assert agents_needed(10, 180, target=0.8, within=20) == 14


def test_no_load_needs_nobody_and_too_few_never_keep_up() -> None:
    assert agents_needed(0, 180, target=0.8, within=20) == 0
    assert (erlang_c(0, 0), service_level(0, 0, 180, 20), mean_wait(0, 0, 180)) == (0, 1, 0)
    assert (erlang_c(5, 5), service_level(5, 5, 180, 20), mean_wait(5, 5, 180)) == (1, 0, inf)
