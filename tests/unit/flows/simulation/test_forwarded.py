"""Where an imagined employee's calls go."""

from __future__ import annotations

import pytest

from ringtree.company.forwarding import Forwarding
from ringtree.flows.simulation.forwarded import reached
from ringtree.flows.simulation.script import Agents, Manner
from ringtree.flows.trace import FlowTrace

MOBILE = "+79211234567"


@pytest.mark.parametrize(
    ("agents", "forwarding", "who", "facts"),
    [
        ("busy,102=free", Forwarding.INSIDE, ("101", Manner.BUSY), {}),
        (
            "busy,101=102,102=free",
            Forwarding.INSIDE,
            ("102", Manner.FREE),
            {"forwarded": ["101 → 102 (always)"]},
        ),
        (f"free,101={MOBILE}", Forwarding.IGNORE, ("101", Manner.FREE), {}),
        (
            f"free,101={MOBILE},{MOBILE}=away",
            Forwarding.FOLLOW,
            (MOBILE, Manner.AWAY),
            {"forwarded": [f"101 → {MOBILE} (always)"]},
        ),
        (
            f"free,101={MOBILE}",
            Forwarding.INSIDE,
            ("101", Manner.NONE),
            {"kept_in": f"101 → {MOBILE}"},
        ),
        (
            "free,101=102,102=101",
            Forwarding.FOLLOW,
            ("101", Manner.NONE),
            {
                "forwarded": ["101 → 102 (always)", "102 → 101 (always)"],
                "circle": ["101", "102", "101"],
            },
        ),
    ],
)
def test_calls_go_as_far_as_the_node_lets_them(
    agents: str, forwarding: Forwarding, who: tuple[str, Manner], facts: dict[str, object]
) -> None:
    trace = FlowTrace(lambda: 0.0)
    trace.enter("node", "dial")
    assert reached(Agents.parse(agents), "101", forwarding, trace) == who
    assert trace.entries[0].facts == facts
