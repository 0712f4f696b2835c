"""A person is ready for the queues' callers."""

from __future__ import annotations

from ringtree.flows.codes.ready import READY, ready
from ringtree.queues.agent import Presence
from tests.unit.flows.codes.duty import with_reasons, written
from tests.unit.flows.dialler import dialler
from tests.unit.flows.fake_call import FakeCall


async def test_who_dials_is_ready_and_hears_for_which_queues() -> None:
    duty, world = written()
    company = with_reasons(queues={"sales": {"title": "Sales", "agents": ["101"]}})
    call = FakeCall()
    assert await ready(call, dialler("101", company=company, world=world)) == READY
    assert duty.said == [("acme", "101", Presence.READY, None, "101")]
    assert call.log == ["heard You are ready for calls: Sales."]


async def test_who_serves_no_queue_is_ready_all_the_same() -> None:
    call = FakeCall(language="ru")
    await ready(call, dialler("102"))
    assert call.log == ["heard Вы готовы."]
