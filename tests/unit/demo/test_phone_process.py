"""The telephone's commands and what it tells, with a stack that is only events."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from baresip import (
    BaresipError,
    CallState,
    Event,
    RegistrationError,
    StackEvent,
    StaleHandleError,
)

from ringtree.demo import phone_process
from ringtree.demo.phone_process import Telephone, obey


class FakeRuntime:
    """The stack: only what subscribes to it matters."""

    def __init__(self) -> None:
        self.tell: Callable[[StackEvent], None] = lambda event: None

    def subscribe(self, listener: Callable[[StackEvent], None]) -> None:
        self.tell = listener


class FakeCall:
    """A native call."""

    def __init__(self, handle: int, state: CallState = CallState.OUTGOING) -> None:
        self.handle = handle
        self.state = state
        self.peer = "sip:102@pbx"
        self.call_id = "abc"
        self.hung_up = 0
        self.press: Callable[[Any], None] = lambda digit: None
        self.audio = None
        self.refusals: list[str] = []
        self.held = 0

    async def hold(self) -> None:
        if self.refusals:
            raise BaresipError(self.refusals.pop(0))
        self.held += 1

    def on_dtmf(self, listener: Callable[[Any], None]) -> None:
        self.press = listener

    async def hangup(self) -> None:
        self.hung_up += 1
        raise StaleHandleError("gone already")


class FakeAgent:
    """A native user agent that refuses to register."""

    def __init__(self, runtime: FakeRuntime) -> None:
        self.runtime = runtime
        self.incoming: Callable[[Any], None] = lambda call: None
        self.events: list[StackEvent] = []

    def on_incoming(self, listener: Callable[[Any], None]) -> None:
        self.incoming = listener

    async def dial(self, uri: str, headers: dict[str, str]) -> FakeCall:
        for event in self.events:  # the network is quicker than the command's completion
            self.runtime.tell(event)
        return FakeCall(7)

    async def register(self, **_: float) -> None:
        raise RegistrationError("registration failed: 403 Forbidden", status=403)


ACCOUNT = {
    "user": "101",
    "domain": "pbx",
    "password": "secret",
    "expires": 0,
    "transport": "udp",
}


@pytest.fixture
def runtime() -> FakeRuntime:
    return FakeRuntime()


@pytest.fixture
def told() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def telephone(runtime: FakeRuntime, told: list[dict[str, Any]]) -> Telephone:
    return Telephone(runtime, told.append)  # type: ignore[arg-type]


@pytest.fixture
async def agent(
    telephone: Telephone, runtime: FakeRuntime, monkeypatch: pytest.MonkeyPatch
) -> FakeAgent:
    agent = FakeAgent(runtime)

    async def create(*_: Any) -> FakeAgent:
        return agent

    monkeypatch.setattr(phone_process.UserAgent, "create", create)
    assert await obey(telephone, {"do": "account", **ACCOUNT}) == {}
    return agent


async def dial(telephone: Telephone) -> dict[str, Any]:
    return await obey(telephone, {"do": "dial", "user": "101", "uri": "sip:102@pbx", "headers": {}})


async def test_what_overtakes_the_reply_is_told_after_it_and_in_order(
    telephone: Telephone, agent: FakeAgent, runtime: FakeRuntime, told: list[dict[str, Any]]
) -> None:
    agent.events = [StackEvent(Event.CALL_RINGING, call=7)]
    assert await dial(telephone) == {"call": 1, "peer": "sip:102@pbx"}
    runtime.tell(StackEvent(Event.CALL_PROGRESS, call=7))
    assert told == []
    await asyncio.sleep(0)
    assert [(line["event"], line["call"]) for line in told] == [("ringing", 1), ("progress", 1)]


async def test_an_incoming_call_gets_a_number_and_its_digits_are_told(
    telephone: Telephone, agent: FakeAgent, told: list[dict[str, Any]]
) -> None:
    call = FakeCall(9, CallState.INCOMING)
    agent.incoming(call)
    call.press(type("Digit", (), {"digit": "1", "duration_ms": 180}))
    assert [line["event"] for line in told] == ["incoming", "digit"]
    assert (told[0]["peer"], told[1]["text"], told[1]["ms"]) == ("sip:102@pbx", "1", 180)


async def test_events_of_no_interest_are_not_told(
    agent: FakeAgent, runtime: FakeRuntime, told: list[dict[str, Any]]
) -> None:
    runtime.tell(StackEvent(Event.REGISTERING, ua=1))
    assert told == []


async def test_hanging_up_a_call_that_just_ended_is_no_failure(
    telephone: Telephone, agent: FakeAgent
) -> None:
    await dial(telephone)
    assert await obey(telephone, {"do": "hang_up", "call": 1}) == {}
    assert await obey(telephone, {"do": "hang_up", "call": 99}) == {}


async def test_holding_waits_for_the_answer_to_the_offer_before(
    telephone: Telephone, agent: FakeAgent
) -> None:
    call = FakeCall(9, CallState.INCOMING)
    agent.incoming(call)
    call.refusals = ["hold not sent: a session refresh is already in flight; retry shortly"]
    assert await obey(telephone, {"do": "hold", "call": 1}) == {}
    call.refusals = ["hold requires an established call"]
    assert "established" in (await obey(telephone, {"do": "hold", "call": 1}))["error"]
    assert call.held == 1


async def test_a_refused_registration_is_told_with_its_status(
    telephone: Telephone, agent: FakeAgent
) -> None:
    reply = await obey(telephone, {"do": "register", "user": "101", "limit": 1.0})
    assert reply["status"] == 403


async def test_what_cannot_be_done_is_said(telephone: Telephone) -> None:
    assert "unknown command" in (await obey(telephone, {"do": "_forward_heard"}))["error"]
    assert "no such call" in (await obey(telephone, {"do": "answer", "call": 3}))["error"]
    assert "TypeError" in (await obey(telephone, {"do": "answer"}))["error"]
