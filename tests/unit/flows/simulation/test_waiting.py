"""What is noted of a wait."""

from __future__ import annotations

from ringtree.company.queue import Queue
from ringtree.flows.simulation.waiting import Waiting
from ringtree.flows.trace import FlowTrace
from ringtree.queues.decisions import (
    Announce,
    Connect,
    Leave,
    ReleaseAgent,
    Remind,
    StopReason,
    StopRinging,
)
from ringtree.queues.outcome import QueueOutcome
from tests.unit.flows.simulation.company import MONDAY


def test_every_decision_is_noted_as_in_a_live_call() -> None:
    trace = FlowTrace(lambda: 0.0)
    trace.enter("sales", "queue")
    queue = Queue(name="sales", title="Sales", agents=(), periodic=("We are here.",))
    waiting = Waiting(trace, queue, "en", lambda: MONDAY)
    for decision in (
        Announce("c", 2),
        Announce("c", 1, None, 3, True),
        Remind("c", 0),
        StopRinging("o", "c", "101", StopReason.NO_ANSWER),
        ReleaseAgent("o", "c", "101"),
        Connect("c", "o", "102"),
        Leave("c", QueueOutcome.ANSWERED),
    ):
        waiting.told(decision)
    assert trace.steps == [
        {"at": 0.0, "place": 2, "played": ["You are second in the queue."]},
        {
            "at": 0.0,
            "place": 1,
            "wait": 3,
            "played": [
                "Your place in the queue has been kept.",
                "You are first in the queue.",
                "Your wait will be about three minutes.",
            ],
        },
        {"at": 0.0, "played": ["We are here."]},
        {"at": 0.0, "stopped": "101", "reason": "no_answer"},
        {"at": 0.0, "answered": "102"},
    ]
    assert (waiting.agent, waiting.outcome) == ("102", QueueOutcome.ANSWERED)
