"""Finds agents and callers in states they cannot be in, and puts them right. Pure.

The engine's tables leave no way into such a state, so whatever is found here is a mistake of
ours. It is repaired all the same, because an agent who is stuck takes no callers and a caller who
is stuck waits for ever; it is logged as an error and counted, and the tests require the count to
be zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ringtree.queues.agent import Activity, Agent
from ringtree.queues.entry import Entry, EntryState
from ringtree.queues.floor import Floor

#: Seconds a wrap-up may be overdue: its timer is late only if the machine is.
OVERDUE = 30.0


@dataclass(frozen=True, slots=True)
class Fault:
    """Somebody in a state that cannot be. `who` is an extension or an entry's id."""

    who: str
    what: str
    repair: Callable[[], None]


def faults(floor: Floor, now: float) -> Iterator[Fault]:
    """Everything that is wrong, to be repaired after all of it has been found."""
    for agent in floor.agents.values():
        yield from _of_agent(floor, agent, now)
    for entry in floor.entries.values():
        yield from _of_entry(floor, entry)


def _of_agent(floor: Floor, agent: Agent, now: float) -> Iterator[Fault]:
    offer, activity = agent.offer, agent.activity
    busy = activity in (Activity.RINGING, Activity.TALKING)
    if busy and (offer is None or offer.offer_id not in floor.offers):
        yield Fault(agent.extension, f"{activity} for nobody", lambda: _set_free(floor, agent, now))
    elif activity is Activity.IDLE and offer is not None:
        yield Fault(agent.extension, "idle with an offer", lambda: _set_free(floor, agent, now))
    elif activity is Activity.WRAP_UP and now > agent.wrap_up_until + OVERDUE:
        yield Fault(agent.extension, "wrap-up without end", lambda: _set_free(floor, agent, now))
    for queue in agent.queues:
        if (agent.extension in queue.available) is not agent.is_available:
            yield Fault(
                agent.extension,
                f"wrongly listed as available in {queue.settings.key}",
                lambda: _list_anew(floor, agent),
            )


def _set_free(floor: Floor, agent: Agent, now: float) -> None:
    agent.offer = None
    agent.activity, agent.activity_since = Activity.IDLE, now
    floor.refresh(agent)


def _list_anew(floor: Floor, agent: Agent) -> None:
    for queue in agent.queues:
        queue.available.pop(agent.extension, None)
    floor.refresh(agent)


_SERVED = (EntryState.OFFERED, EntryState.CLAIMED, EntryState.CONNECTED)


def _of_entry(floor: Floor, entry: Entry) -> Iterator[Fault]:
    offer = entry.offer
    has_offer = offer is not None and offer.offer_id in floor.offers
    if entry.state in _SERVED and not has_offer:
        yield Fault(
            entry.entry_id, f"{entry.state} without an offer", lambda: _wait_again(floor, entry)
        )
    in_line = not entry.queue.line_is_without(entry)
    wants_place = entry.state not in (EntryState.CLAIMED, EntryState.CONNECTED, EntryState.LEFT)
    if in_line is not wants_place and (entry.state not in _SERVED or has_offer):
        yield Fault(
            entry.entry_id,
            "out of the line" if wants_place else "in the line after an answer",
            lambda: _line_up(floor, entry, wanted=wants_place),
        )


def _wait_again(floor: Floor, entry: Entry) -> None:
    entry.offer, entry.state = None, EntryState.WAITING
    if entry.queue.line_is_without(entry):
        entry.queue.enter_line(entry)
    floor.stirred[entry.queue] = None


def _line_up(floor: Floor, entry: Entry, *, wanted: bool) -> None:
    if wanted:
        entry.queue.enter_line(entry)
        floor.stirred[entry.queue] = None
    else:
        entry.queue.leave_line(entry)
