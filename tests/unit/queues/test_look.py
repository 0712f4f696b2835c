from __future__ import annotations

import json

from ringtree.queues.agent import Presence
from ringtree.queues.entry import EntryKind
from ringtree.queues.look import MOST_CALLERS, look
from ringtree.queues.outcome import QueueOutcome
from tests.unit.queues.story import (
    Story,
    after,
    answers,
    connects,
    conversation_ends,
    is_in_another_call,
    joins,
    leaves,
    queue,
    rings,
    says,
)


def test_who_waits_who_rings_and_who_is_there():
    story = Story(queue("sales", "101", "102", "103"), now=1000.0)
    story >> says("102", Presence.NOT_READY, "lunch") >> is_in_another_call("103") >> after(5)
    story >> joins("anna", number="+7916") << rings("101", caller="anna")
    (story >> joins("boris")).done()
    seen = json.loads(json.dumps(look(story.engine.floor)))
    sales = seen["queues"]["sales"]
    assert (sales["waiting"], sales["callbacks"], sales["since"]) == (2, 0, 1005.0)
    anna, boris = sales["callers"]
    assert (anna["caller"], anna["rings"], boris["caller"]) == ("+7916", ["101"], None)
    first, second, third = seen["agents"]
    assert (first["activity"], first["activity_since"]) == ("ringing", 1005.0)
    assert (second["presence"], second["reason"], second["presence_since"]) == (
        "not_ready", "lunch", 1000.0
    )  # fmt: skip
    assert (third["activity"], third["activity_since"]) == ("busy", 1000.0)


def test_who_talks_does_not_wait_and_who_writes_does_so_until_then():
    story = Story(queue("sales", "101", wrap_up=30), now=1000.0)
    story >> joins("anna") << rings("101", caller="anna")
    story >> answers("101") << connects("anna", "101")
    assert look(story.engine.floor)["queues"]["sales"]["waiting"] == 0
    story >> after(60) >> conversation_ends("anna") << leaves("anna", QueueOutcome.ANSWERED)
    (agent,) = look(story.engine.floor)["agents"]
    assert (agent["activity"], agent["activity_since"], agent["until"]) == (
        "wrap_up", 1060.0, 1090.0
    )  # fmt: skip


def test_a_callback_is_no_waiting_caller_and_a_crowd_is_counted_but_not_listed():
    story = Story(queue("sales", "101"), now=1000.0) >> is_in_another_call("101")
    story >> joins("back", number="+7916", kind=EntryKind.PLACEHOLDER)
    for number in range(MOST_CALLERS + 5):
        story >> joins(f"caller-{number}")
    story.done()
    sales = look(story.engine.floor)["queues"]["sales"]
    assert (sales["waiting"], sales["callbacks"]) == (MOST_CALLERS + 5, 1)
    assert len(sales["callers"]) == MOST_CALLERS
    assert sales["callers"][0]["kind"] == "placeholder"
