"""A person goes home."""

from __future__ import annotations

from ringtree.flows.codes.log_out import LOGGED_OUT, log_out
from ringtree.queues.agent import Presence
from tests.unit.flows.codes.duty import written
from tests.unit.flows.dialler import dialler
from tests.unit.flows.fake_call import FakeCall


async def test_who_dials_is_logged_out_and_hears_so() -> None:
    duty, world = written()
    call = FakeCall(language="ru")
    assert await log_out(call, dialler("102", world=world)) == LOGGED_OUT
    assert duty.said == [("acme", "102", Presence.LOGGED_OUT, None, "102")]
    assert call.log == ["heard Вы вышли из очередей."]
