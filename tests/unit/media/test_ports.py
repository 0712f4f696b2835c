"""The range of RTP ports."""

from __future__ import annotations

import pytest

from ringtree.media.plane import NoPortLeft
from ringtree.media.ports import PortPool


def test_ports_are_even_and_leave_room_for_rtcp() -> None:
    pool = PortPool(10_001, 10_006)
    assert [pool.take(), pool.take()] == [10_002, 10_004]


def test_the_last_pair_needs_both_ports() -> None:
    assert len(PortPool(10_000, 10_002)) == 1
    assert len(PortPool(10_000, 10_003)) == 2


def test_an_exhausted_range_says_so() -> None:
    pool = PortPool(10_000, 10_001)
    pool.take()
    with pytest.raises(NoPortLeft, match="all 1 port pairs"):
        pool.take()


def test_a_port_just_given_back_is_the_last_to_be_used_again() -> None:
    pool = PortPool(10_000, 10_005)
    pool.give_back(pool.take())
    assert [pool.take() for _ in range(3)] == [10_002, 10_004, 10_000]


def test_a_range_without_a_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="no pair of ports"):
        PortPool(10_001, 10_002)
