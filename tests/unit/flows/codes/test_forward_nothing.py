"""All forwarding ends at once."""

from __future__ import annotations

from ringtree.flows.codes.forward_nothing import forward_nothing
from ringtree.forwarding.rules import NO_WISHES, Rule, When
from tests.unit.flows.codes.forwarding import dialling
from tests.unit.flows.fake_call import FakeCall


async def test_every_rule_goes_and_quiet_stays() -> None:
    quiet = NO_WISHES.disturbed(may_be=False)
    away = quiet.with_rule(Rule(when=When.BUSY, target="102"))
    book, who = dialling("", away.with_rule(Rule(when=When.ALWAYS, target="102")))
    call = FakeCall()
    assert await forward_nothing(call, who) == "cleared"
    assert book.wishes == quiet
    assert call.log == ["heard Your calls are no longer forwarded."]
