"""The callback node: the caller hangs up and keeps the place."""

from __future__ import annotations

from typing import Any

from ringtree.company.lint import lint
from ringtree.flows.callbacks import CallbackAnswer
from ringtree.flows.nodes.callback import ACCEPTED, NO_NUMBER, NOT_OFFERED, CallbackNode
from tests.unit.calls.house import company
from tests.unit.flows.fake_call import FakeCall


def node(**more: Any) -> CallbackNode:
    return CallbackNode(queue="sales", **more)


async def test_the_callers_own_number_is_called_back() -> None:
    call = FakeCall()
    assert await node().run(call) == ACCEPTED
    assert call.log == [
        "asked sales to call +79991234567 back",
        "heard We will call you back. Your place is kept. Goodbye!",
    ]


async def test_who_asked_before_keeps_that_place() -> None:
    call = FakeCall(language="ru")
    call.callback_answers = iter([CallbackAnswer.KNOWN])
    assert await node().run(call) == ACCEPTED
    assert call.log[-1] == (
        "heard Вы уже просили перезвонить. Ваша очередь сохранена. До свидания!"
    )


async def test_a_hidden_number_is_asked_for() -> None:
    call = FakeCall("89161234567#", caller="")
    assert await node().run(call) == ACCEPTED
    assert "asked sales to call 89161234567 back" in call.log


async def test_a_number_that_can_not_be_called_is_asked_for_again() -> None:
    call = FakeCall("12#89161234567#")
    call.callback_answers = iter([CallbackAnswer.BAD_NUMBER])
    assert await node(ask=True).run(call) == ACCEPTED
    assert "heard That number can't be called." in call.log


async def test_who_enters_nothing_goes_on_in_the_tree() -> None:
    assert await node(ask=True).run(FakeCall()) == NO_NUMBER


async def test_a_queue_that_calls_nobody_back_just_now() -> None:
    call = FakeCall()
    call.callback_answers = iter([CallbackAnswer.NOT_OFFERED])
    assert await node().run(call) == NOT_OFFERED
    assert call.log == ["asked sales to call +79991234567 back"]


def test_a_queue_without_callbacks_is_refused_by_lint() -> None:
    tree = {"start": "back", "nodes": {"back": {"type": "callback", "queue": "sales"}}}
    found = lint(company(trees={"main": tree, "straight": tree, "waiting": tree}))
    assert {one.rule for one in found} >= {"callback-not-offered"}
