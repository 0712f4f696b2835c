"""A person asks for the time."""

from __future__ import annotations

from datetime import UTC, datetime

from ringtree.flows.codes.clock import TOLD, clock
from tests.unit.flows.dialler import dialler
from tests.unit.flows.fake_call import FakeCall


async def test_it_is_the_companys_time_and_not_the_servers() -> None:
    call = FakeCall(began=datetime(2026, 11, 22, 22, 30, tzinfo=UTC))
    assert await clock(call, dialler()) == TOLD
    assert call.log == ["heard It is Monday, 01:30."]
