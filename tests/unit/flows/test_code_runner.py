"""A feature code from the first word to the end of the call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from ringtree.company.feature_code import CodeType
from ringtree.flows.code import Dialler
from ringtree.flows.code_runner import CodeEnd, run_code
from ringtree.flows.control import CallControl, CallerLeft, HangUpCause
from ringtree.flows.pins import OnePin
from ringtree.flows.world import World
from ringtree.prompts.phrases import CODE_NOT_ALLOWED, GOODBYE, PIN_NOT_SET
from ringtree.storage.pins import PinVerdict
from tests.unit.flows.dialler import ACME, dialler
from tests.unit.flows.fake_call import FakeCall

RIGHT = World(pins=OnePin("2580"))


async def _speak(call: CallControl, who: Dialler) -> str:
    await call.play(GOODBYE)
    return "spoken"


async def _fail(call: CallControl, who: Dialler) -> str:
    raise ZeroDivisionError("no")


def code(
    run: Callable[[CallControl, Dialler], Awaitable[str]] = _speak,
    *,
    needs_pin: bool = False,
    is_restricted: bool = False,
) -> CodeType:
    return CodeType(
        name="speak",
        code="*00",
        title="Speak",
        description="",
        results=("spoken",),
        takes_digits=False,
        needs_pin=needs_pin,
        is_restricted=is_restricted,
        run=run,
    )


class Locked:
    async def check(self, company: str, holder: str, pin: str) -> PinVerdict:
        return PinVerdict.LOCKED


async def test_it_is_run_traced_and_hung_up() -> None:
    call = FakeCall()
    assert await run_code(code(), call, dialler(), call.trace) == ("spoken", None)
    (entry,) = call.trace.entries
    assert (entry.node, entry.type, entry.tree, entry.exit) == ("speak", "code", "", "spoken")
    assert call.hung_up is HangUpCause.NORMAL
    assert entry.facts["steps"][0]["played"] == [GOODBYE.text("en")]


async def test_what_changes_the_company_is_nobodys_until_the_document_names_them() -> None:
    call = FakeCall()
    kind = code(is_restricted=True)
    result = await run_code(kind, call, dialler(), call.trace)
    assert result == ("not_allowed", CodeEnd.NOT_ALLOWED)
    assert call.log == [f"heard {CODE_NOT_ALLOWED.text('en')}", "hung up: normal"]
    named = ACME.model_copy(update={"codes": {"speak": {"people": ["101"]}}})
    call = FakeCall()
    assert (await run_code(kind, call, dialler(company=named), call.trace))[1] is None
    call = FakeCall()
    who = dialler("102", company=named)
    assert (await run_code(kind, call, who, call.trace))[1] is CodeEnd.NOT_ALLOWED


class TestPin:
    async def test_the_right_one_opens_and_no_trace_tells_it(self) -> None:
        call = FakeCall("2580#")
        result = await run_code(code(needs_pin=True), call, dialler(world=RIGHT), call.trace)
        assert result == ("spoken", None)
        assert "2580" not in str(call.trace.entries)
        assert {"pressed": "••••"}.items() <= call.trace.entries[0].facts["steps"][1].items()

    async def test_three_wrong_ones_end_the_call(self) -> None:
        call = FakeCall("1111#1112#1113#2580#")
        result = await run_code(code(needs_pin=True), call, dialler(world=RIGHT), call.trace)
        assert result == ("wrong_pin", CodeEnd.WRONG_PIN)
        assert call.hung_up is HangUpCause.NORMAL

    async def test_silence_is_asked_again(self) -> None:
        call = FakeCall(".2580#")
        result = await run_code(code(needs_pin=True), call, dialler(world=RIGHT), call.trace)
        assert result == ("spoken", None)

    async def test_who_has_none_is_told_so(self) -> None:
        call = FakeCall("2580#")
        result = await run_code(code(needs_pin=True), call, dialler(), call.trace)
        assert result == ("no_pin", CodeEnd.NO_PIN)
        assert f"heard {PIN_NOT_SET.text('en')}" in call.log

    async def test_who_is_locked_is_asked_no_more(self) -> None:
        call = FakeCall("2580#2580#")
        who = dialler(world=World(pins=Locked()))
        assert (await run_code(code(needs_pin=True), call, who, call.trace))[0] == "locked"
        assert call.log.count("pressed 2") == 1


async def test_an_error_is_apologised_for_and_found_again() -> None:
    call = FakeCall()
    assert await run_code(code(_fail), call, dialler(), call.trace) == ("error", None)
    (entry,) = call.trace.entries
    assert entry.facts["why"] == "ZeroDivisionError: no" and len(entry.facts["error"]) == 8
    assert call.hung_up is HangUpCause.NORMAL


async def test_who_hangs_up_leaves_a_whole_trace() -> None:
    call = FakeCall(hang_up_at=0.2)
    with pytest.raises(CallerLeft):
        await run_code(code(), call, dialler(), call.trace)
    assert call.trace.entries[0].exit == "caller_left"
