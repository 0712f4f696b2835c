"""Recording a prompt by telephone."""

from __future__ import annotations

import pytest

from ringtree.flows.codes.record_prompt import name_of, record_prompt
from ringtree.flows.control import CallerLeft
from ringtree.flows.requests import RecordOutcome
from ringtree.flows.studio import MemoryTakes
from ringtree.flows.world import World
from tests.unit.flows.dialler import dialler
from tests.unit.flows.fake_call import FakeCall


async def record(
    call: FakeCall, digits: str = "", takes: MemoryTakes | None = None
) -> tuple[str, MemoryTakes]:
    studio = takes or MemoryTakes()
    result = await record_prompt(call, dialler(digits=digits, world=World(takes=studio)))
    return result, studio


async def test_a_prompt_is_recorded_heard_and_kept() -> None:
    call = FakeCall("7#1")
    result, takes = await record(call)
    assert (result, takes.kept) == ("kept", [("acme", "prompt-7")])
    assert call.log[-1] == "heard Recording number 7 has been kept."
    assert "heard [take-1]" in call.log
    assert takes.dropped == ["take-1.wav"]


async def test_the_number_may_be_dialled_along() -> None:
    result, takes = await record(FakeCall("1", language="ru"), digits="12")
    assert (result, takes.kept) == ("kept", [("acme", name_of("12"))])


async def test_it_is_heard_again_and_made_anew_as_often_as_wished() -> None:
    call = FakeCall("2" + "3" + "1")
    result, takes = await record(call, digits="7")
    assert (result, takes.taken) == ("kept", 2)
    assert call.log.count("heard [take-1]") == 2 and call.log.count("heard [take-2]") == 1
    assert takes.dropped == ["take-1.wav", "take-2.wav"]


@pytest.mark.parametrize("keys", [".", "9"])
async def test_who_decides_nothing_keeps_nothing(keys: str) -> None:
    result, takes = await record(FakeCall(keys), digits="7")
    assert (result, takes.kept, takes.dropped) == ("dropped", [], ["take-1.wav"])


async def test_silence_is_no_take() -> None:
    call = FakeCall("1", recordings=[RecordOutcome.NOTHING_SAID, RecordOutcome.RECORDED])
    result, takes = await record(call, digits="7")
    assert (result, takes.taken) == ("kept", 2)
    assert "heard Nothing was recorded." in call.log


async def test_a_full_disk_is_told() -> None:
    result, _ = await record(FakeCall("1", recordings=[RecordOutcome.FULL]), digits="7")
    assert result == "full"


@pytest.mark.parametrize("digits", ["*1", ""])
async def test_without_a_number_nothing_is_recorded(digits: str) -> None:
    result, takes = await record(FakeCall(""), digits=digits)
    assert (result, takes.taken) == ("dropped", 0)


async def test_who_hangs_up_leaves_no_take_behind() -> None:
    takes = MemoryTakes()
    with pytest.raises(CallerLeft):
        await record(FakeCall("1", hang_up_at=9.0), "7", takes)
    assert takes.dropped == ["take-1.wav"]
