"""Why an exit was taken."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.flows.simulation.why import why
from ringtree.records.trace import TraceEntry
from tests.unit.flows.simulation.company import imagined


def test_every_node_of_a_call_has_its_reason() -> None:
    reasons = [why(entry) for entry in imagined(press="2", agents="busy").record.trace]
    assert reasons == [
        "no rule fits the caller",
        "open by weekly, until 2026-11-23T18:00:00+03:00",
        "2 was pressed",
        "101: busy",
        "the call ends here",
    ]


@pytest.mark.parametrize(
    ("kind", "exit_name", "facts", "words"),
    [
        ("menu", "caller_left", {}, "the caller hung up"),
        ("menu", "error", {"why": "KeyError: 1"}, "the node failed: KeyError: 1"),
        ("queue", "overflow", {"unwired": True}, "the longest wait had passed; the exit leads"),
        ("greeting", "next", {"limit": "hops"}, "the tree goes round (hops)"),
        ("split", "a", {"drawn": 12.5}, "12.5 was drawn"),
        ("caller", "vip", {"by": "vips"}, "the caller fits the rule by vips"),
        ("branch", "entered", {"into": "spb"}, "into the tree spb"),
        ("return", "returned", {"by": "next"}, "back by next"),
        (
            "dial",
            "unreachable",
            {"kept_in": "101 → +7921", "rung": {}},
            "101 → +7921, and the node",
        ),
        ("webhook", "gold", {}, "gold was chosen"),
    ],
)
def test_a_reason_in_words(kind: str, exit_name: str, facts: dict[str, Any], words: str) -> None:
    assert why(TraceEntry("n", kind, 0.0, exit=exit_name, facts=facts)).startswith(words)
