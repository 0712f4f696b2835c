"""Whom an imagined caller reaches, and how long it takes."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.calls.hunt import Order
from ringtree.flows.control import CallerLeft, DialOutcome, DialRequest, Forwarding
from ringtree.flows.requests import (
    Acceptance,
    Method,
    OutsideOutcome,
    OutsideRequest,
    RecordRequest,
    Sound,
    WebhookOutcome,
    WebhookRequest,
)
from ringtree.flows.simulation.caller import SimulatedCall
from ringtree.flows.simulation.durations import estimated
from ringtree.flows.simulation.script import RINGING, TALKING, Agents, Story
from ringtree.flows.simulation.simulate import finished
from ringtree.prompts.phrases import GOODBYE
from tests.unit.flows.simulation.company import MONDAY, NUMBER, company


def call(agents: str = "free", **changes: Any) -> SimulatedCall:
    groups = {"both": {"extensions": ["101", "102"]}}
    story = Story(to=NUMBER, caller="", at=MONDAY, agents=Agents.parse(agents), **changes)
    made = SimulatedCall(company(groups=groups), story, "en", called=NUMBER, durations=estimated)
    made.trace.enter("node", "dial")
    return made


@pytest.mark.parametrize(
    ("agents", "order", "outcome", "seconds", "fates"),
    [
        ("free", Order.TOGETHER, "answered", 66, ["answered", "answered_elsewhere"]),
        ("free", Order.IN_ORDER, "answered", 66, ["answered"]),
        ("away", Order.TOGETHER, "no_answer", 20, ["no_answer", "no_answer"]),
        ("away", Order.IN_ORDER, "no_answer", 40, ["no_answer", "no_answer"]),
        ("busy", Order.TOGETHER, "busy", 0, ["busy", "busy"]),
        ("none,101=busy", Order.TOGETHER, "busy", 0, ["busy", "unreachable"]),
        ("none", Order.WAVES, "unreachable", 0, ["unreachable", "unreachable"]),
        ("free,101=away", Order.IN_ORDER, "answered", 86, ["no_answer", "answered"]),
    ],
)
def test_people_behave_as_they_are_said_to(
    agents: str, order: Order, outcome: str, seconds: float, fates: list[str]
) -> None:
    one = call(agents)
    request = DialRequest(targets=("both",), ring_time=20, order=order)
    assert finished(one.dial(request)) is DialOutcome(outcome)
    assert one.now == seconds
    assert list(one.trace.entries[0].facts["rung"].values()) == fates


def test_a_forwarded_person_is_reached_where_the_node_lets_callers_go() -> None:
    one = call("free,101=+79211234567")
    request = DialRequest(targets=("101",), ring_time=20, forwarding=Forwarding.FOLLOW)
    assert finished(one.dial(request)) is DialOutcome.ANSWERED
    assert one.talked_with == "+79211234567"
    kept = call("free,101=+79211234567")
    request = DialRequest(targets=("101",), ring_time=20)
    assert finished(kept.dial(request)) is DialOutcome.UNREACHABLE and kept.now == 0


def test_a_later_wave_rings_later() -> None:
    one = call("free,101=away")
    request = DialRequest(targets=("101", "102"), ring_time=20, order=Order.WAVES, delay=5)
    assert finished(one.dial(request)) is DialOutcome.ANSWERED
    assert one.now == 5 + RINGING + TALKING


def test_a_number_outside_is_free_unless_named() -> None:
    asked = Acceptance((GOODBYE,), 10.0)
    request = OutsideRequest(
        number="+79211234567",
        caller_id=NUMBER,
        diverted=False,
        ring_time=20,
        acceptance=asked,
    )
    one = call("none")
    assert finished(one.outside(request)) is OutsideOutcome.ANSWERED
    assert one.trace.entries[0].facts["accepted"] is True
    assert finished(call("+79211234567=busy").outside(request)) is OutsideOutcome.BUSY


def test_a_server_answers_what_the_story_says() -> None:
    request = WebhookRequest(
        url="https://crm.example.com",
        method=Method.GET,
        facts={},
        secret=None,
        limit=3,
        sound=Sound(),
    )
    late = call(webhook="timeout")
    assert finished(late.webhook(request)).outcome is WebhookOutcome.TIMEOUT
    assert late.now == 3
    assert finished(call(webhook="gold").webhook(request)).exit == "gold"


def test_who_hangs_up_amid_a_message_has_left_it() -> None:
    one = call(hang_up_after=3.0)
    with pytest.raises(CallerLeft):
        finished(one.record(RecordRequest(limit=60, silence=5)))
    assert one.trace.entries[0].facts["ended_by"] == "hung_up"


def test_a_question_without_words_is_silence() -> None:
    one = call()
    assert finished(one.read_digits(count=1, patience=5)) == ""
    assert one.silence == 5
    asked = call()
    finished(asked.play(GOODBYE))
    finished(asked.read_digits(count=1, patience=5))
    assert asked.silence == 0


def test_who_is_hung_up_on_hears_no_more() -> None:
    one = call()
    finished(one.hang_up())
    with pytest.raises(CallerLeft):
        finished(one.play(GOODBYE))
