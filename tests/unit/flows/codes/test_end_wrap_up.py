"""What there was to write is written."""

from __future__ import annotations

from ringtree.flows.codes.end_wrap_up import ENDED, NONE, end_wrap_up
from tests.unit.flows.codes.duty import written
from tests.unit.flows.dialler import dialler
from tests.unit.flows.fake_call import FakeCall


async def test_a_wrap_up_ends_and_its_owner_hears_so() -> None:
    duty, world = written()
    duty.writing = {"101"}
    call = FakeCall(language="ru")
    assert await end_wrap_up(call, dialler("101", world=world)) == ENDED
    assert call.log == ["heard Пост-обработка завершена."]
    assert duty.writing == set()


async def test_where_there_is_none_that_is_said() -> None:
    _, world = written()
    call = FakeCall()
    assert await end_wrap_up(call, dialler("101", world=world)) == NONE
    assert call.log == ["heard There is no wrap-up."]
