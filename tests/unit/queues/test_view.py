from __future__ import annotations

from ringtree.queues.agent import Activity, Presence
from ringtree.queues.entry import EntryState
from ringtree.queues.outcome import QueueOutcome
from tests.unit.queues.story import (
    Story,
    after,
    answers,
    connects,
    conversation_ends,
    joins,
    leaves,
    queue,
    rings,
    says,
)


def test_callers_are_shown_with_place_and_who_rings_or_has_won():
    story = Story(queue("sales", "101", "102"))
    story >> joins("anna", number="+7916") << rings("101", caller="anna")
    story >> answers("101") << connects("anna", "101")
    story >> joins("boris") << rings("102", caller="boris")
    (story >> joins("vera")).done()
    anna, boris, vera = story.engine.entries()
    assert (anna.state, anna.place, anna.agent) == (EntryState.CONNECTED, None, "101")
    assert (boris.state, boris.place, boris.ringing) == (EntryState.OFFERED, 1, ("102",))
    assert (vera.state, vera.place, vera.caller) == (EntryState.WAITING, 2, None)


def test_agents_are_shown_with_what_they_say_and_do():
    story = Story(queue("sales", "101", "102", wrap_up=30), queue("vip", "102"))
    story >> says("102", Presence.NOT_READY, "lunch")
    story >> joins("anna") << rings("101", caller="anna")
    story >> answers("101") << connects("anna", "101")
    first, second = story.engine.agents()
    assert (first.activity, first.entry_id, first.is_available) == (
        Activity.TALKING, "anna", False
    )  # fmt: skip
    assert (second.presence, second.reason) == (Presence.NOT_READY, "lunch")
    assert second.queues == ("sales", "vip")
    story >> after(60) >> conversation_ends("anna") << leaves("anna", QueueOutcome.ANSWERED)
    assert story.engine.agents()[0].wrap_up_until == 90.0
