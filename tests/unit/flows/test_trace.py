"""The trace: what a call met, heard and pressed, and for how long."""

from __future__ import annotations

import json

import pytest

from ringtree.company.prompt import Prompt, spoken
from ringtree.flows.control import CallerLeft, DialOutcome, DialRequest, HangUpCause, QueueRequest
from ringtree.flows.trace import LONGEST_WORDS, FlowTrace, TracedCall, heard
from ringtree.prompts.phrases import place_in_queue
from tests.unit.flows.fake_call import FakeCall


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def trace(clock: Clock) -> FlowTrace:
    return FlowTrace(clock)


class TestEntries:
    def test_times_count_from_the_calls_start_and_leave_no_gap(
        self, trace: FlowTrace, clock: Clock
    ) -> None:
        clock.now = 100.5
        trace.enter("hello", "greeting", "main")
        clock.now = 103.0
        trace.leave("next")
        clock.now = 103.25
        trace.enter("menu", "menu", "main")
        clock.now = 104.0
        trace.leave("1")
        assert [(one.entered, one.seconds, one.exit) for one in trace.entries] == [
            (0.0, 3.0, "next"), (3.0, 1.0, "1")
        ]  # fmt: skip
        assert trace.entries[1].tree == "main"

    def test_the_open_entry_is_where_the_call_is(self, trace: FlowTrace) -> None:
        assert trace.open is None
        trace.enter("hello", "greeting", "main")
        assert trace.open is trace.entries[0]
        trace.leave("next")
        assert trace.open is None

    def test_an_entry_is_closed_once(self, trace: FlowTrace, clock: Clock) -> None:
        trace.enter("hello", "greeting", "main")
        trace.leave("caller_left")
        clock.now += 9
        trace.leave("stopped")
        assert (trace.entries[0].exit, trace.entries[0].seconds) == ("caller_left", 0.0)

    def test_facts_without_a_node_have_nowhere_to_go(self, trace: FlowTrace) -> None:
        trace.note(rung=3)
        trace.step(played=["late"])
        assert trace.entries == []


class TestTracedCall:
    async def test_words_and_keys_stand_in_order_with_their_times(self) -> None:
        call = FakeCall("12", at={0.2: "9"})
        traced = TracedCall(call, call.trace)
        call.trace.enter("menu", "menu", "main")
        await traced.play(spoken("Hello"), interruptible=True)
        await traced.read_digits(count=1, patience=5)
        await traced.play(spoken("Wrong"))
        await traced.read_digits(count=1, patience=5)
        await traced.read_digits(count=1, patience=5)
        steps = call.trace.entries[0].facts["steps"]
        assert [{key: step[key] for key in step if key != "at"} for step in steps] == [
            {"played": ["Hello"], "cut": True},
            {"pressed": "9"},
            {"played": ["Wrong"]},
            {"pressed": "12"},
        ]
        assert [step["at"] for step in steps] == sorted(step["at"] for step in steps)
        assert steps[1]["at"] == 0.2

    async def test_what_the_caller_did_not_hear_to_the_end_is_there_too(self) -> None:
        call = FakeCall(hang_up_at=0.1)
        call.trace.enter("hello", "greeting", "main")
        with pytest.raises(CallerLeft):
            await TracedCall(call, call.trace).play(spoken("Hello"))
        assert call.trace.entries[0].facts["steps"] == [{"at": 0.0, "played": ["Hello"]}]

    async def test_whom_it_rang_and_where_it_waited(self) -> None:
        call = FakeCall(dials=[DialOutcome.BUSY])
        traced = TracedCall(call, call.trace)
        call.trace.enter("any", "any", "main")
        await traced.dial(DialRequest(targets=("101",), ring_time=20.0))
        assert not traced.answered
        await traced.queue(QueueRequest(queue="sales"))
        assert traced.answered
        await traced.hang_up(HangUpCause.BUSY)
        steps = call.trace.entries[0].facts["steps"]
        assert steps[0] == {"at": 0.0, "dialled": ["101"], "ring_time": 20.0}
        assert steps[1]["queued"] == "sales"
        assert steps[2]["hung_up"] == "busy"

    async def test_what_goes_with_a_caller_into_a_queue(self) -> None:
        call = FakeCall()
        call.trace.enter("any", "any", "main")
        call.carried.priority = 2
        wanted = QueueRequest(queue="sales", required={"tax": 1})
        await TracedCall(call, call.trace).queue(wanted)
        (step,) = call.trace.entries[0].facts["steps"]
        assert step == {"at": 0.0, "queued": "sales", "priority": 2, "required": {"tax": 1}}

    async def test_all_of_it_is_plain_json(self) -> None:
        call = FakeCall("1")
        traced = TracedCall(call, call.trace)
        call.trace.enter("any", "any", "main")
        await traced.play(spoken("Hello"), place_in_queue(3), interruptible=True)
        await traced.read_digits(count=1, patience=5)
        traced.note(attempts=1)
        entry = call.trace.entries[0].to_dict()
        assert json.loads(json.dumps(entry)) == entry

    def test_it_is_the_call_in_everything_else(self) -> None:
        call = FakeCall(language="ru", at={0.0: "5"})
        traced = TracedCall(call, call.trace)
        assert (traced.language, traced.caller, traced.called) == ("ru", call.caller, call.called)
        traced.forget_digits()


class TestHeard:
    def test_words_files_and_phrases(self) -> None:
        assert heard(spoken("Привет"), "ru") == "Привет"
        assert heard(Prompt(file="hello.wav"), "ru") == "[hello.wav]"
        assert heard(place_in_queue(3), "ru") == "Вы третий в очереди."

    def test_a_speech_is_shortened(self) -> None:
        assert len(heard(spoken("a" * 4000), "en")) == LONGEST_WORDS + 1


def test_the_trace_knows_where_the_call_is_and_how_often_it_was_there() -> None:
    trace = FlowTrace(lambda: 0.0)
    assert (trace.here, trace.visits) == ("", 0)
    for node, tree in (("a", "main"), ("b", "main"), ("a", "other"), ("a", "main")):
        trace.leave("next")
        trace.enter(node, "greeting", tree)
    assert (trace.here, trace.visits) == ("main/a", 2)


def test_what_a_node_asks_of_the_call_is_the_calls() -> None:
    call = FakeCall()
    call.places["sales"] = 4
    traced = TracedCall(call, call.trace)
    assert traced.carried is call.carried
    assert traced.company is call.company
    assert traced.instant == call.instant
    assert (traced.place("sales"), traced.override("office")) == (4, None)
    assert [traced.counter("a"), call.counter("a"), traced.counter("a")] == [0, 1, 2]


async def test_who_hangs_up_twice_did_it_once() -> None:
    call = FakeCall()
    call.trace.enter("bye", "hang_up")
    traced = TracedCall(call, call.trace)
    await traced.hang_up(HangUpCause.BUSY)
    await traced.hang_up()
    assert call.trace.steps == [{"at": 0.0, "hung_up": "busy"}]
