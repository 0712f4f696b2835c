"""What calls are made with."""

from __future__ import annotations

import pytest

from ringtree.calls.permit import TrunkGuard
from tests.unit.calls.house import house

pytestmark = pytest.mark.looptime


async def test_without_other_limits_the_trunks_own_hold() -> None:
    async with house() as made:
        assert isinstance(made.exchange.guard, TrunkGuard)
