"""A call of a telephone, told by events and driven by commands."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from ringtree.demo.phone_call import CallState, PhoneCall, PhoneError, PhoneEvent, PhoneTimeout


class FakeTelephone:
    """Notes commands; a wait that is not true yet has timed out."""

    name = "101"

    def __init__(self) -> None:
        self.commands: list[tuple[str, dict[str, Any]]] = []

    async def command(self, name: str, **arguments: Any) -> dict[str, Any]:
        self.commands.append((name, arguments))
        return {}

    async def wait(self, is_true: Callable[[], bool], what: str, limit: float) -> None:
        if not is_true():
            raise PhoneTimeout(f"{what} within {limit:g} s")


@pytest.fixture
def telephone() -> FakeTelephone:
    return FakeTelephone()


@pytest.fixture
def call(telephone: FakeTelephone) -> PhoneCall:
    return PhoneCall(telephone, 1, CallState.DIALLING, "sip:102@pbx")


def event(name: str, text: str | None = None, **details: Any) -> PhoneEvent:
    return PhoneEvent(5.0, name, 1, text, details)


async def test_it_rings_is_answered_and_ends(call: PhoneCall) -> None:
    call.notice(event("ringing", call_id="abc"))
    await call.wait_ringing()
    call.notice(event("established"))
    await call.wait_answered()
    call.notice(event("closed", "the other side hung up", stats={"tx": {"packets": 5}}))
    assert await call.wait_ended() == "the other side hung up"
    assert (call.call_id, call.statistics, call.time_of("ringing")) == (
        "abc",
        {"tx": {"packets": 5}},
        5.0,
    )


async def test_a_refusal_is_an_error_with_its_status(call: PhoneCall) -> None:
    call.notice(event("closed", "486 Busy Here"))
    with pytest.raises(PhoneError) as refusal:
        await call.wait_answered()
    assert refusal.value.status == 486
    with pytest.raises(PhoneError):
        await call.wait_ringing()
    with pytest.raises(PhoneError):
        call.check_talking()


async def test_an_end_in_words_has_no_status(call: PhoneCall) -> None:
    call.notice(event("closed", "the other side hung up"))
    assert call.end_status is None


async def test_what_does_not_happen_is_a_timeout_that_names_the_call(call: PhoneCall) -> None:
    with pytest.raises(PhoneTimeout, match=r"call 1 of 101, dialling.*did not answer within 2 s"):
        await call.wait_answered(2)


async def test_digits_are_collected(call: PhoneCall) -> None:
    call.notice(event("digit", "1", ms=100))
    call.notice(event("digit", "#", ms=100))
    assert await call.wait_digits(2) == "1#"


async def test_the_second_event_of_a_name_can_be_awaited(call: PhoneCall) -> None:
    call.notice(event("held"))
    assert (await call.wait_event("held")).name == "held"
    with pytest.raises(PhoneTimeout):
        await call.wait_event("held", count=2)


async def test_commands_carry_the_call(call: PhoneCall, telephone: FakeTelephone) -> None:
    await call.press("12", gap=0.2)
    await call.hold()
    await call.resume()
    await call.be_silent()
    await call.reject()
    assert telephone.commands == [
        ("press", {"call": 1, "digits": "12", "gap": 0.2}),
        ("hold", {"call": 1}),
        ("resume", {"call": 1}),
        ("be_silent", {"call": 1}),
        ("reject", {"call": 1}),
    ]


async def test_a_tone_is_a_second_in_a_loop(call: PhoneCall, telephone: FakeTelephone) -> None:
    await call.say_tone(440)
    _, arguments = telephone.commands[0]
    pcm = np.frombuffer(base64.b64decode(arguments["pcm"]), dtype="<i2")
    assert (len(pcm), arguments["loop"]) == (8000, True)


async def test_hanging_up_a_call_that_is_over_does_nothing(
    call: PhoneCall, telephone: FakeTelephone
) -> None:
    call.notice(event("closed"))
    await call.hang_up()
    assert telephone.commands == []


async def test_answering_waits_for_the_caller_to_confirm(
    call: PhoneCall, telephone: FakeTelephone
) -> None:
    with pytest.raises(PhoneTimeout):
        await call.answer()
    assert telephone.commands == [("answer", {"call": 1})]


async def test_audio_can_be_awaited(call: PhoneCall) -> None:
    call.heard.append(bytes(16000), at=1.0)
    await call.wait_heard(1.0)
    with pytest.raises(PhoneTimeout, match="did not hear 2 s within 62 s"):
        await call.wait_heard(2.0)
