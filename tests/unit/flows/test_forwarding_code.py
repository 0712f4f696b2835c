"""Setting and clearing, told aloud."""

from __future__ import annotations

import pytest

from ringtree.flows.forwarding_code import CLEARED, REFUSED, SET, forward
from ringtree.forwarding.rules import NO_WISHES, Rule, When
from tests.unit.flows.codes.forwarding import dialling
from tests.unit.flows.fake_call import FakeCall

AWAY = NO_WISHES.with_rule(Rule(when=When.ALWAYS, target="102"))


@pytest.mark.parametrize(
    ("digits", "target", "said"),
    [
        ("102", "102", "All calls are forwarded to 1 0 2."),
        ("102#", "102", "All calls are forwarded to 1 0 2."),
        ("89161234567", "+79161234567", "All calls are forwarded to +79161234567."),
    ],
)
async def test_a_colleague_or_a_number_as_people_dial_it(
    digits: str, target: str, said: str
) -> None:
    book, who = dialling(digits)
    call = FakeCall()
    assert await forward(call, who, When.ALWAYS) == SET
    assert book.wishes.rules[0].target == target
    assert call.log == [f"heard {said}"]


async def test_dialled_alone_it_ends() -> None:
    book, who = dialling("", AWAY)
    call = FakeCall(language="ru")
    assert await forward(call, who, When.ALWAYS) == CLEARED
    assert book.wishes == NO_WISHES
    assert call.log == ["heard Все звонки больше не переводятся."]


@pytest.mark.parametrize("digits", ["101", "999", "12345678901234567890", "*"])
async def test_what_nobody_can_be_reached_by_changes_nothing(digits: str) -> None:
    book, who = dialling(digits, AWAY)
    call = FakeCall()
    assert await forward(call, who, When.BUSY) == REFUSED
    assert book.wishes == AWAY
    assert call.log == ["heard Calls cannot be forwarded to this number."]
