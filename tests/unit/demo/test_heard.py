"""A recording that is read while it grows."""

from __future__ import annotations

import numpy as np
import pytest

from ringtree.demo.heard import Heard


def piece(seconds: float, value: int = 1) -> bytes:
    return np.full(round(seconds * 8000), value, dtype="<i2").tobytes()


def test_it_grows_by_what_is_heard() -> None:
    heard = Heard()
    assert heard.seconds == 0.0
    heard.append(piece(0.5, 1), at=10.5)
    heard.append(piece(0.25, 2), at=10.75)
    assert heard.seconds == 0.75
    assert heard.samples(0.5).tolist() == [2] * 2000
    assert heard.samples(-0.25).tolist() == [2] * 2000
    assert heard.samples(0.25, 0.5).tolist() == [1] * 2000


def test_what_was_read_stays_as_it_was() -> None:
    heard = Heard()
    heard.append(piece(0.1), at=1.0)
    before = heard.samples()
    heard.append(piece(0.1), at=1.1)
    assert len(before) == 800


def test_a_pause_without_packets_moves_the_clock_and_not_the_recording() -> None:
    heard = Heard()
    heard.append(piece(1.0), at=101.0)
    heard.append(piece(1.0), at=112.0)
    assert heard.time_at(0.5) == pytest.approx(100.5)
    assert heard.time_at(1.5) == pytest.approx(111.5)


def test_nothing_heard_has_no_time() -> None:
    with pytest.raises(ValueError, match="nothing was heard"):
        Heard().time_at(0.0)
