"""Call records of imagined callers, and whole random days of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from ringtree.records.outcome import Outcome
from ringtree.records.record import CallRecord, Direction
from ringtree.records.trace import TraceEntry

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def wait(
    queue: str = "sales",
    *,
    entered: float = 5.0,
    waited: float = 10.0,
    agent: str | None = None,
    talked: float = 60.0,
    wrap_up: float = 5.0,
    exit_name: str | None = None,
    rings: tuple[dict[str, Any], ...] = (),
) -> TraceEntry:
    """An entry of a queue node; with an agent the caller was answered."""
    steps: list[dict[str, Any]] = [{"at": entered, "queued": queue}, *rings]
    seconds = waited
    facts: dict[str, Any] = {"steps": steps}
    if agent is not None:
        steps.append({"at": entered + waited, "answered": agent})
        seconds = waited + talked
        facts["wrap_up"] = wrap_up
        exit_name = exit_name or "answered"
    return TraceEntry(
        node="wait",
        type="queue",
        entered=entered,
        seconds=seconds,
        exit=exit_name,
        facts=facts,
        tree="main",
    )


def record(*trace: TraceEntry, minute: float = 0, number: int = 1, **more: Any) -> CallRecord:
    """A call that came in so many minutes after noon."""
    fields = {
        "id": f"call{number}",
        "company": "acme",
        "direction": Direction.INBOUND,
        "caller": f"+7900000{number:04}",
        "called": "+74950000001",
        "started": NOON + timedelta(minutes=minute),
        "outcome": Outcome.ANSWERED,
        "trace": list(trace),
        **more,
    }
    return CallRecord(**fields)


EXITS = [
    None,
    "caller_left",
    "lost",
    "stopped",
    "error",
    "overflow",
    "closed",
    "abandoned",
    "1",
    "callback",
    "something new",
]
times = st.floats(min_value=0, max_value=4000, allow_nan=False)
entries = st.builds(
    wait,
    st.sampled_from(["sales", "support", "gone"]),
    entered=times,
    waited=times,
    agent=st.sampled_from([None, None, "101", "102"]),
    talked=times,
    exit_name=st.sampled_from(EXITS),
)
calls = st.builds(
    lambda trace, minute, number: record(*trace, minute=minute, number=number),
    st.lists(entries, max_size=3),
    st.floats(min_value=-60, max_value=660, allow_nan=False),
    st.integers(min_value=1, max_value=9999),
)


def called_back(
    queue: str,
    rung: tuple[str, ...],
    agent: str | None,
    held: float,
    was_called: bool,
    minute: float,
    number: int = 1,
) -> CallRecord:
    """An attempt to call somebody back that reached nobody; with an agent one waited for it."""
    steps: list[dict[str, Any]] = [{"at": 1.0, "rung": [one]} for one in rung]
    facts: dict[str, Any] = {"steps": steps}
    if agent is not None:
        steps += [{"at": 2.0, "rung": [agent]}, {"at": 5.0, "answered": agent}]
    if was_called:
        facts["called"] = "+79000000001"
    entry = TraceEntry(
        node="callback", type="callback", entered=0, seconds=5 + held, exit="busy", facts=facts
    )
    kind = Direction.CALLBACK
    return record(entry, minute=minute, number=number, direction=kind, queue=queue)


attempts = st.builds(
    called_back,
    st.sampled_from(["sales", "support", "gone"]),
    st.sampled_from([(), ("101",), ("102", "101")]),
    st.sampled_from([None, "101", "102"]),
    times,
    st.booleans(),
    st.floats(min_value=-60, max_value=660, allow_nan=False),
)
days = st.lists(calls | attempts, max_size=40)
