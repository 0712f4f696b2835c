"""The garbage collector of a server."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from ringtree.garbage import THRESHOLDS, settle


@pytest.fixture
def collector() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_what_is_there_at_the_start_is_not_walked_again(collector: None) -> None:
    settle()
    assert gc.get_threshold() == THRESHOLDS
    assert gc.get_freeze_count() > 0
    assert gc.isenabled()
