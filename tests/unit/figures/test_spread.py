"""Quantiles are values that occurred."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ringtree.figures.spread import spread


def test_of_nothing_there_is_no_mean() -> None:
    assert spread(()).to_dict() == {
        "count": 0,
        "mean": None,
        "median": None,
        "p80": None,
        "p95": None,
        "greatest": None,
    }


def test_the_nearest_rank() -> None:
    one = spread(range(1, 11))
    assert (one.count, one.mean, one.median, one.p80, one.p95, one.greatest) == (
        10,
        5.5,
        5,
        8,
        10,
        10,
    )


@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_quantiles_are_in_order_and_among_the_values(values: list[float]) -> None:
    one = spread(values)
    found = [one.median, one.p80, one.p95, one.greatest]
    assert all(value in values for value in found)
    assert found == sorted(value for value in found if value is not None)
