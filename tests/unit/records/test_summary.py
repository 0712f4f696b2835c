"""Records as lines for a person."""

from __future__ import annotations

from ringtree.records.outcome import Outcome, Result, Termination
from ringtree.records.summary import summary, trace_lines
from ringtree.records.trace import TraceEntry
from tests.unit.records.sample import NOON, typical


def test_a_call_in_one_line() -> None:
    line = summary(typical(trace=[TraceEntry("menu", "menu", 0.0, 3.2, "1")]))
    when = NOON.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    assert line == (
        f"{when}  c1  romashka: +79210000001 → +74950000001  answered (the caller hung up)  "
        "by 102  waited 20.2 s  rang 4.5 s  talked 35.0 s  menu(1)"
    )


def test_what_was_not_is_not_said() -> None:
    record = typical(
        caller="",
        answered_by=None,
        ringing=0.0,
        waiting=0.0,
        talking=0.0,
        trace=[],
        outcome=Outcome.REJECTED,
        termination=Termination(Result.CLIENT_ERROR, "nobody has this number", 1),
    )
    assert "  ".join(summary(record).split("  ")[1:]) == (
        "c1  romashka: withheld → +74950000001  rejected (nobody has this number)"
    )


def test_a_node_the_call_ended_in_has_no_exit() -> None:
    assert summary(typical(trace=[TraceEntry("menu", "menu", 0.0)])).endswith("menu(…)")


def test_the_way_a_line_for_each_node_and_each_thing_that_happened() -> None:
    steps = [
        {"at": 1.0, "played": ["You are first in the queue."]},
        {"at": 2.5, "rung": ["101", "102"], "why": ["101: idle", "102: idle"]},
    ]
    facts = {"steps": steps, "rung": {"101": "busy"}, "error": "ab12"}
    record = typical(trace=[TraceEntry("sales", "queue", 0.5, 60.0, "answered", facts)])
    assert list(trace_lines(record)) == [
        "    0.5 s  sales (queue) → answered",
        "               1.0 s  played: You are first in the queue.",
        "               2.5 s  rung: 101; 102, why: 101: idle; 102: idle",
        "           rung: 101 busy",
        "           error: ab12",
    ]
