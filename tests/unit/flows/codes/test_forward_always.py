"""Forwarding set and cleared by telephone."""

from __future__ import annotations

from ringtree.flows.codes.forward_always import forward_always
from ringtree.forwarding.rules import When
from tests.unit.flows.codes.forwarding import dialling
from tests.unit.flows.fake_call import FakeCall


async def test_it_is_the_rule_for_this_moment() -> None:
    book, who = dialling("102")
    assert await forward_always(FakeCall(), who) == "set"
    assert [(rule.when, rule.target) for rule in book.wishes.rules] == [(When.ALWAYS, "102")]
