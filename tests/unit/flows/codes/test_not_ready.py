"""A person takes a break, and says why."""

from __future__ import annotations

import pytest

from ringtree.flows.codes.not_ready import NO_SUCH_REASON, NOT_READY, not_ready
from ringtree.queues.agent import Presence
from tests.unit.flows.codes.duty import with_reasons, written
from tests.unit.flows.dialler import dialler
from tests.unit.flows.fake_call import FakeCall


async def test_the_reason_may_be_dialled_with_the_code() -> None:
    duty, world = written()
    call = FakeCall()
    who = dialler("101", digits="12", company=with_reasons(), world=world)
    assert await not_ready(call, who) == NOT_READY
    assert duty.said == [("acme", "101", Presence.NOT_READY, "training", "101")]
    assert call.log == ["heard You are not ready: Training."]


@pytest.mark.parametrize(("keys", "reason"), [("1", "lunch"), ("12", "training")])
async def test_without_digits_the_reasons_are_read_out(keys: str, reason: str) -> None:
    duty, world = written()
    call = FakeCall(keys)
    assert await not_ready(call, dialler(company=with_reasons(), world=world)) == NOT_READY
    assert duty.said[0][3] == reason
    assert "Choose a reason. Lunch: 1. Training: 12." in call.log[0]


async def test_pressing_nothing_gives_no_reason() -> None:
    duty, world = written()
    assert await not_ready(FakeCall(), dialler(company=with_reasons(), world=world)) == NOT_READY
    assert duty.said[0][3] is None


async def test_digits_that_are_no_reason_change_nothing() -> None:
    duty, world = written()
    call = FakeCall(language="ru")
    who = dialler(digits="7", company=with_reasons(), world=world)
    assert await not_ready(call, who) == NO_SUCH_REASON
    assert duty.said == []
    assert call.log == ["heard Такой причины нет. Ничего не изменилось."]
