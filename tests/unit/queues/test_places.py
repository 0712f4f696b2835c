"""Places kept for people who are to be called back."""

from __future__ import annotations

import pytest

from ringtree.queues.decisions import CallerDecision, Leave, Ring
from ringtree.queues.errors import UnknownQueue
from ringtree.queues.needs import Needs
from ringtree.queues.outcome import QueueOutcome
from tests.unit.calls.house import ANNA, BORIS, House, house
from tests.unit.queues.waiting import service

pytestmark = pytest.mark.looptime


class Carrier:
    """Carries out nothing, and tells what it was told."""

    def __init__(self) -> None:
        self.told: list[CallerDecision] = []

    def on_decision(self, decision: CallerDecision) -> None:
        self.told.append(decision)


def held(made: House):
    company = service(made).company("acme")
    assert company is not None
    carrier = Carrier()
    company.places.hold("back", "sales", carrier, caller="+7", needs=Needs(priority=1))
    return company, carrier


async def test_a_place_is_held_until_an_agent_is_free_and_taken_back() -> None:
    async with house() as made:
        for account in (ANNA, BORIS):
            made.registrar.remove(account)
        company, carrier = held(made)
        (entry,) = company.floor.entries.values()
        assert (entry.needs.priority, carrier.told) == (1, [])
        made.registrar.add(ANNA)
        assert [type(one) for one in carrier.told] == [Ring]
        company.places.cancel("back")
        assert carrier.told[-1] == Leave("back", QueueOutcome.CANCELLED)
        assert not company.floor.entries


async def test_an_unknown_queue_holds_nobody() -> None:
    async with house() as made:
        company, carrier = held(made)
        with pytest.raises(UnknownQueue):
            company.places.hold("other", "none", carrier, caller="+7")
        company.look_for_faults()
        assert company.faults == 0


async def test_another_may_take_over_what_is_decided_and_what_nobody_takes_is_given_up() -> None:
    async with house() as made:
        for account in (ANNA, BORIS):
            made.registrar.remove(account)
        company, _ = held(made)
        places, other = company.places, Carrier()
        assert places.adopt("back", other) and not places.adopt("none", other)
        places.give_up_unheld()
        assert other.told == []
        places.forget("back")
        places.give_up_unheld()
        assert not company.floor.entries
