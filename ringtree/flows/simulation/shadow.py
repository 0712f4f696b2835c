"""A draft beside the live revision: what a real call would have met under it.

A finished call's record tells what the caller did and how everybody behaved. That story is told
again, on the virtual clock, under the document that was live and under the draft; nobody's call
is touched. Only where the retold live call went the way the real one did, the comparison means
anything: otherwise the call is counted as not to be retold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ringtree.company.case import WAIT
from ringtree.company.model import Company
from ringtree.flows.simulation.durations import Durations, estimated
from ringtree.flows.simulation.script import Agents, Manner, Story
from ringtree.flows.simulation.simulate import Simulation, SimulationError, simulate
from ringtree.flows.world import World
from ringtree.records.outcome import Outcome
from ringtree.records.record import CallRecord, Direction
from ringtree.records.trace import TraceEntry

#: Nodes that ask for keys: who presses none there has waited.
_ASKING = frozenset({"menu", "directory"})
_MANNERS = {
    "answered": Manner.FREE,
    "busy": Manner.BUSY,
    "refused": Manner.BUSY,
    "no_answer": Manner.AWAY,
    "unreachable": Manner.NONE,
}
_LEFT = frozenset({Outcome.ABANDONED, Outcome.MESSAGE})


@dataclass(frozen=True, slots=True)
class Compared:
    """One call under both documents. `draft` None: the draft can't take it, and `why` says so.

    `is_retold`: under the live document the story goes the way the call went.
    """

    record: CallRecord
    live: tuple[str, ...]
    draft: tuple[str, ...] | None
    outcomes: tuple[str, str]
    is_retold: bool
    why: str = ""

    @property
    def differs(self) -> bool:
        """Whether the draft would have led this caller another way, or to another end."""
        return self.is_retold and (self.draft != self.live or self.outcomes[0] != self.outcomes[1])

    def to_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "call": self.record.id,
            "caller": self.record.caller,
            "started": self.record.started.isoformat(),
            "retold": self.is_retold,
            "differs": self.differs,
            "live": {"path": list(self.live), "outcome": self.outcomes[0]},
            "draft": {
                "path": None if self.draft is None else list(self.draft),
                "outcome": self.outcomes[1],
                "why": self.why,
            },
        }


def can_be_shadowed(record: CallRecord) -> bool:
    """Whether a call walked a tree from outside."""
    return record.direction is Direction.INBOUND and any(entry.tree for entry in record.trace)


def compare(
    record: CallRecord,
    live: Company,
    draft: Company,
    *,
    durations: Durations = estimated,
    world: World | None = None,
) -> Compared:
    """Tell a call's story again under both documents."""
    story = story_of(record, live)
    told = _tell(live, story, durations, world)
    path = path_of(told.record.trace) if told else ()
    is_retold = told is not None and _nodes(told.record.trace) == _nodes(record.trace)
    outcome = record.outcome.value
    try:
        drafted = simulate(draft, story, durations=durations, world=world)
    except SimulationError as error:
        return Compared(record, path, None, (outcome, "rejected"), is_retold, str(error))
    ends = (told.record.outcome.value if told else outcome, drafted.record.outcome.value)
    return Compared(record, path, path_of(drafted.record.trace), ends, is_retold)


def _tell(
    company: Company, story: Story, durations: Durations, world: World | None
) -> Simulation | None:
    try:
        return simulate(company, story, durations=durations, world=world)
    except SimulationError:
        return None


def story_of(record: CallRecord, company: Company) -> Story:
    """What the caller did and how everybody behaved, as far as the record tells."""
    left = record.outcome in _LEFT and record.trace and record.trace[-1].exit == "caller_left"
    last = record.trace[-1] if record.trace else None
    return Story(
        to=record.number or record.called,
        caller=record.caller,
        at=record.started,
        press=",".join(part for entry in record.trace for part in _pressed(entry)),
        agents=Agents(others=dict(_manners(record, company))),
        hang_up_after=max(0.1, last.entered + last.seconds) if left and last else None,
    )


def _pressed(entry: TraceEntry) -> Iterator[str]:
    """The keys pressed in a node, one part for each time it was asked."""
    steps = entry.facts.get("steps", ())
    question = next((tuple(step["played"]) for step in steps if "played" in step), None)
    asked, keys = False, ""
    for step in steps:
        if question is not None and tuple(step.get("played", ())) == question:
            if asked:
                yield from _part(entry, keys)
            asked, keys = True, ""
        keys += step.get("pressed", "")
    if asked or keys:
        yield from _part(entry, keys)


def _part(entry: TraceEntry, keys: str) -> Iterator[str]:
    if keys or entry.type in _ASKING:
        yield keys or WAIT


def _manners(record: CallRecord, company: Company) -> Iterator[tuple[str, Manner]]:
    """How those behaved whom the call tried, the last time counting."""
    for entry in record.trace:
        rung = entry.facts.get("rung")
        for who, fate in rung.items() if isinstance(rung, dict) else ():
            yield who, _MANNERS.get(fate, Manner.NONE)
        queue = company.queues.get(_queue(entry))
        if queue is not None and entry.exit != "answered":
            yield from ((agent, Manner.AWAY) for agent in queue.agents)


def _queue(entry: TraceEntry) -> str:
    return next((str(s["queued"]) for s in entry.facts.get("steps", ()) if "queued" in s), "")


def path_of(trace: Sequence[TraceEntry]) -> tuple[str, ...]:
    """The nodes of a walk, each with the exit it was left by."""
    return tuple(f"{entry.tree}/{entry.node}({entry.exit})" for entry in trace)


def _nodes(trace: Sequence[TraceEntry]) -> list[tuple[str, str, str | None]]:
    """The way alone. Who leaves amid the last node may be in the next by estimated times."""
    return [(entry.tree, entry.node, entry.exit) for entry in trace]
