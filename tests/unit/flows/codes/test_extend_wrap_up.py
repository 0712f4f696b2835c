"""More time to write."""

from __future__ import annotations

import pytest

from ringtree.flows.codes.extend_wrap_up import EXTENDED, NONE, extend_wrap_up
from tests.unit.flows.codes.duty import written
from tests.unit.flows.dialler import dialler
from tests.unit.flows.fake_call import FakeCall


@pytest.mark.parametrize(
    ("digits", "minutes"), [("", 5), ("2", 2), ("10", 10), ("0", 1), ("99", 60), ("123", 5)]
)
async def test_the_minutes_may_be_dialled(digits: str, minutes: int) -> None:
    duty, world = written()
    duty.writing = {"101"}
    call = FakeCall()
    assert await extend_wrap_up(call, dialler("101", digits=digits, world=world)) == EXTENDED
    assert duty.extended == [("101", 60.0 * minutes)]


async def test_the_time_is_said_as_people_count_it() -> None:
    duty, world = written()
    duty.writing = {"101"}
    call = FakeCall(language="ru")
    await extend_wrap_up(call, dialler("101", digits="2", world=world))
    assert call.log == ["heard Пост-обработка продлена на две минуты."]


async def test_where_there_is_none_that_is_said() -> None:
    _, world = written()
    call = FakeCall()
    assert await extend_wrap_up(call, dialler("101", world=world)) == NONE
    assert call.log == ["heard There is no wrap-up."]
