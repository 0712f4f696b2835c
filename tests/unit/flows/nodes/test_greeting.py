"""The greeting node."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from ringtree.flows.control import CallerLeft
from ringtree.flows.nodes.greeting import Greeting
from tests.unit.flows.fake_call import FakeCall

HELLO = Greeting.model_validate({"prompt": "Hello", "exits": {"next": "menu"}})


async def test_the_greeting_is_heard_and_the_call_goes_on() -> None:
    call = FakeCall()
    assert await HELLO.run(call) == "next"
    assert call.log == ["heard Hello"]


async def test_several_prompts_are_heard_in_order() -> None:
    call = FakeCall()
    await Greeting.model_validate({"prompt": ["One", {"file": "two.wav"}]}).run(call)
    assert call.log == ["heard One", "heard [two.wav]"]


async def test_a_key_cuts_the_greeting_short_and_is_kept_for_the_menu() -> None:
    call = FakeCall(at={0.1: "1"})
    assert await HELLO.run(call) == "next"
    assert call.now == 0.1
    assert await call.read_digits(count=1, patience=5) == "1"


async def test_a_greeting_that_must_be_heard_is_not_cut_short() -> None:
    call = FakeCall(at={0.1: "1"})
    await HELLO.model_copy(update={"interruptible": False}).run(call)
    assert call.now > 0.3
    assert await call.read_digits(count=1, patience=5) == "1"


async def test_a_caller_who_leaves_ends_the_node() -> None:
    with pytest.raises(CallerLeft):
        await HELLO.run(FakeCall(hang_up_at=0.2))


def test_its_prompts_are_known_before_it_is_run() -> None:
    assert [prompt.text for prompt in HELLO.prompts()] == ["Hello"]


def test_a_greeting_without_words_is_refused() -> None:
    with pytest.raises(ValidationError):
        Greeting.model_validate({"prompt": []})


def test_a_single_prompt_is_written_back_as_it_was() -> None:
    assert HELLO.model_dump()["prompt"] == "Hello"
    two = Greeting.model_validate({"prompt": ["One", "Two"]})
    assert list(two.model_dump()["prompt"]) == ["One", "Two"]


async def test_whoever_comes_back_hears_the_short_version() -> None:
    call = FakeCall()
    node = Greeting.model_validate({"prompt": "Welcome to the shop", "short": "Again"})
    for _ in range(3):
        call.trace.enter("hello", "greeting", "main")
        await node.run(call)
        call.trace.leave("next")
    assert call.log == ["heard Welcome to the shop", "heard Again", "heard Again"]
    assert [prompt.text for prompt in node.prompts()] == ["Welcome to the shop", "Again"]


async def test_without_one_it_is_said_again() -> None:
    call = FakeCall()
    for _ in range(2):
        call.trace.enter("hello", "greeting", "main")
        await Greeting.model_validate({"prompt": "Hello"}).run(call)
        call.trace.leave("next")
    assert call.log == ["heard Hello", "heard Hello"]
