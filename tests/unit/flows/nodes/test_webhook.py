"""The webhook node."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from ringtree.company.prompt import Prompt
from ringtree.flows.nodes.webhook import Webhook
from ringtree.flows.requests import (
    Method,
    SoundKind,
    WebhookOutcome,
    WebhookReply,
    WebhookRequest,
)
from ringtree.flows.trace import TracedCall
from ringtree.flows.variables import MOST
from ringtree.prompts.library import PromptUnavailable
from tests.unit.flows.fake_call import FakeCall

URL = "https://crm.example.com/ringtree"


def node(**settings: Any) -> Webhook:
    return Webhook.model_validate({"url": URL, "answers": ["vip"], **settings})


def reply(**parts: Any) -> WebhookReply:
    return WebhookReply(outcome=WebhookOutcome.ANSWERED, **parts)


async def test_the_answer_chooses_the_exit() -> None:
    assert await node().run(FakeCall(webhooks=[reply(exit="vip")])) == "vip"
    assert await node().run(FakeCall(webhooks=[reply()])) == "next"


@pytest.mark.parametrize("outcome", ["timeout", "failed", "bad_answer"])
async def test_whatever_goes_wrong_has_an_exit_that_must_be_wired(outcome: str) -> None:
    wrong = WebhookReply(outcome=WebhookOutcome(outcome), why="so")
    assert await node().run(FakeCall(webhooks=[wrong])) == outcome
    assert outcome in node().exit_names and not node().optional_exits


async def test_variables_are_set_and_words_are_said() -> None:
    call = FakeCall(webhooks=[reply(variables={"orders": "3"}, say=Prompt(text="Hi"))])
    await node().run(call)
    assert call.carried.variables["orders"] == "3"
    assert call.log[-1] == "heard Hi"


@pytest.mark.parametrize(
    "lie",
    [
        {"exit": "boss", "variables": {"a": "b"}},
        {"variables": {"a": "b", "caller": "me"}},
        {"variables": {"a": "b", "a b": "c"}},
        {"variables": {f"v{n}": "x" for n in range(MOST + 1)}},
    ],
)
async def test_of_a_lie_nothing_is_done(lie: dict[str, Any]) -> None:
    call = FakeCall(webhooks=[reply(say=Prompt(text="Hi"), **lie)])
    assert await node().run(call) == "bad_answer"
    assert not call.carried.variables and len(call.log) == 1


async def test_words_that_cannot_be_spoken_are_a_bad_answer() -> None:
    class Mute(FakeCall):
        async def play(self, *prompts: Any, interruptible: bool = False) -> bool:
            raise PromptUnavailable("nothing to say")

    call = Mute(webhooks=[reply(say=Prompt(text="…"), variables={"a": "b"})])
    assert await node().run(call) == "bad_answer"
    assert not call.carried.variables


async def test_the_server_is_told_what_the_call_knows() -> None:
    call = FakeCall()
    call.carried.variables["city"] = "Tver"
    call.carried.tag("vip")
    await node(method="GET", secret="crm", time_limit=2).run(call)
    (request,) = call.requests
    assert isinstance(request, WebhookRequest)
    assert (request.method, request.secret, request.limit) == (Method.GET, "crm", 2)
    assert request.sound.kind is SoundKind.MUSIC, "nobody waits in silence"
    assert request.facts["caller"] == "+79991234567" and request.facts["tags"] == ["vip"]
    assert request.facts["variables"] == {"city": "Tver"}
    assert request.facts["time"] == "2026-11-23T09:00:00+00:00"


async def test_the_trace_says_what_came_of_it_and_keeps_the_query_to_itself() -> None:
    call = FakeCall(webhooks=[WebhookReply(outcome=WebhookOutcome.FAILED, status=500, why="so")])
    call.trace.enter("ask", "webhook")
    await node(url=f"{URL}?key=1").run(TracedCall(call, call.trace))
    (step,) = call.trace.steps
    assert step["asked"] == URL and (step["outcome"], step["status"]) == ("failed", 500)


def test_its_exits_are_its_answers_and_four_more() -> None:
    assert node().exit_names == ("vip", "next", "timeout", "failed", "bad_answer")
    assert list(node(secret="crm").references()) == [("secret", "crm")]


@pytest.mark.parametrize(
    "settings",
    [
        {"url": "crm.example.com"},
        {"url": "ftp://crm.example.com"},
        {"url": "file:///etc/passwd"},
        {"url": "https://me:secret@crm.example.com"},
        {"url": f"{URL}#part"},
        {"time_limit": 11},
        {"method": "PUT"},
        {"answers": ["vip", "vip"]},
        {"hears": "prompt"},
        {"hears": "ringing", "music": "jazz"},
    ],
)
def test_settings_that_make_no_sense_are_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        node(**settings)
