"""The hang-up node."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from ringtree.flows.control import HangUpCause
from ringtree.flows.node import ENDED
from ringtree.flows.nodes.hang_up import HangUp
from tests.unit.flows.fake_call import FakeCall


async def test_the_last_word_is_said_before_hanging_up() -> None:
    call = FakeCall()
    assert await HangUp.model_validate({"prompt": "Goodbye"}).run(call) == ENDED
    assert call.log == ["heard Goodbye", "hung up: normal"]


async def test_without_a_message_the_call_is_refused_with_its_cause() -> None:
    call = FakeCall()
    await HangUp(cause=HangUpCause.BUSY).run(call)
    assert call.log == ["hung up: busy"]


def test_it_has_no_exit_to_wire() -> None:
    assert HangUp().exit_names == ()
    assert ENDED in HangUp.finishing_exits


def test_an_unknown_cause_is_refused() -> None:
    with pytest.raises(ValidationError):
        HangUp.model_validate({"cause": "bored"})
