"""What must outlive the process: places, wrap-ups, and what strategies and estimates go by.

A snapshot is plain JSON values. The legs of waiting callers die with the process, so their places
are kept for who calls again; placeholders have no leg and wait on. Times are of the clock that the
engine was driven by: whoever restores says how long nothing ran, and all of them are moved.

Presence is not in it: it is the person's, and has a store of its own.
"""

from __future__ import annotations

from typing import Any

from ringtree.queues import wrap_ups
from ringtree.queues.agent import Activity, ActivityInput, Agent
from ringtree.queues.callers import Callers
from ringtree.queues.candidate import Reason
from ringtree.queues.entry import Entry, EntryKind
from ringtree.queues.floor import Floor
from ringtree.queues.needs import Needs
from ringtree.queues.queue import Queue
from ringtree.queues.returns import Kept
from ringtree.queues.standing import Standing

State = dict[str, Any]

#: Raised by one whenever a snapshot of before can't be read any more; such a one is not restored.
VERSION = 1


def take(floor: Floor, now: float) -> State:
    """Everything that a successor needs to go on from here."""
    return {
        "version": VERSION,
        "now": now,
        "numbers": floor.numbers,
        "known": [[caller, extension, at] for caller, (extension, at) in floor.known.items()],
        "agents": [_agent(agent) for agent in floor.agents.values()],
        "queues": {key: _queue(queue) for key, queue in floor.queues.items()},
        "entries": [_entry(entry) for entry in floor.entries.values() if _has_place(entry)],
    }


def restore(floor: Floor, callers: Callers, state: State, now: float, away: float) -> None:
    """Take up what was left off `away` seconds ago, after the queues have been configured.

    Queues and agents that are gone are passed over. An engine that has begun already keeps what
    it has. A snapshot of another version is ignored.
    """
    if state.get("version") != VERSION:
        return
    shift = now - away - state["now"]
    floor.numbers = max(floor.numbers, state["numbers"])
    for caller, extension, at in state["known"]:
        floor.known.setdefault(caller, (extension, at + shift))
    for one in state["agents"]:
        if one["extension"] in floor.agents:
            _restore_agent(floor, floor.agents[one["extension"]], one, shift, now)
    for key, found in state["queues"].items():
        if key in floor.queues:
            _restore_queue(floor.queues[key], found, shift)
    for one in state["entries"]:
        if one["queue"] in floor.queues and one["entry_id"] not in floor.entries:
            _restore_entry(floor, callers, one, shift, now)


def _has_place(entry: Entry) -> bool:
    """Whether the entry has not been served; of who talked at the time nothing is left to do."""
    return entry.offer is None or entry.offer.talking_since is None


def _agent(agent: Agent) -> State:
    is_writing = agent.activity is Activity.WRAP_UP
    return {
        "extension": agent.extension,
        "idle_since": agent.idle_since,
        "missed": dict(agent.missed),
        "wrap_up_until": agent.wrap_up_until if is_writing else None,
        "rest": agent.rest,
        "rest_until": agent.rest_until,
    }


def _restore_agent(floor: Floor, agent: Agent, state: State, shift: float, now: float) -> None:
    if agent.idle_since is None and state["idle_since"] is not None:
        agent.idle_since = state["idle_since"] + shift
    agent.missed.update(state["missed"])
    if state["rest"] is not None:
        left = state["rest_until"] + shift - now
        floor.rest(agent, Reason(state["rest"]), left, now)
    until = state["wrap_up_until"]
    if until is not None and until + shift > now and agent.activity is Activity.IDLE:
        agent.act(ActivityInput.WRITE_ON, now)
        wrap_ups.write_until(floor, agent, until + shift)
    floor.refresh(agent)


def _queue(queue: Queue) -> State:
    return {
        "last": list(queue.last.items()),
        "handling": list(queue.handling),
        "waits": [list(one) for one in queue.waits],
        "standings": {
            extension: [one.calls, one.talk_time] for extension, one in queue.standings.items()
        },
        "returns": [
            [call, caller, _kept(kept)] for call, caller, kept in queue.returns.everything()
        ],
    }


def _restore_queue(queue: Queue, state: State, shift: float) -> None:
    queue.last.update(state["last"])
    queue.handling.extendleft(reversed(state["handling"]))
    queue.waits.extendleft((seconds, gave_up) for seconds, gave_up in reversed(state["waits"]))
    for extension, (calls, talk_time) in state["standings"].items():
        if extension in queue.standings:
            queue.standings[extension] = Standing(calls, talk_time)
    for call, caller, one in state["returns"]:
        queue.returns.keep(call, caller, _restored(one, shift), is_shared=False)


def _kept(kept: Kept) -> list[Any]:
    """The call itself is over with the process: who comes back, comes back by the number."""
    return [*kept[:6], kept.needs.to_dict()]


def _restored(state: list[Any], shift: float) -> Kept:
    since, number, until, said, told_wait, told_until, *needs = state
    told = None if told_until is None else told_until + shift
    kept = Kept(since + shift, number, until + shift, said, told_wait, told)
    return kept._replace(needs=Needs.of(needs[0])) if needs else kept


def _needs(state: State) -> Needs:
    """A former release had the three beside everything else."""
    return Needs.of(state.get("needs", state))


def _entry(entry: Entry) -> State:
    return {
        "entry_id": entry.entry_id,
        "queue": entry.queue.settings.key,
        "kind": entry.kind,
        "caller": entry.caller,
        "number": entry.number,
        "since": entry.since,
        "needs": entry.needs.to_dict(),
        "postponed": entry.postponed,
        "said": entry.said,
        "told_wait": entry.told_wait,
        "told_until": entry.told_until,
    }


def _restore_entry(floor: Floor, callers: Callers, state: State, shift: float, now: float) -> None:
    queue = floor.queues[state["queue"]]
    if state["kind"] == EntryKind.PLACEHOLDER:
        _restore_placeholder(queue, callers, state, shift, now)
        return
    told = None if state["told_until"] is None else state["told_until"] + shift
    kept = Kept(
        state["since"] + shift,
        state["number"],
        now + queue.settings.return_within,
        state["said"],
        state["told_wait"],
        told,
        _needs(state),
    )
    if queue.settings.return_within:
        queue.returns.keep(state["entry_id"], state["caller"], kept, is_shared=False)


def _restore_placeholder(
    queue: Queue, callers: Callers, state: State, shift: float, now: float
) -> None:
    entry = Entry(
        state["entry_id"],
        queue,
        now,
        number=state["number"],
        needs=_needs(state),
        caller=state["caller"],
        kind=EntryKind.PLACEHOLDER,
    )
    entry.take_place(state["since"] + shift, state["number"])
    callers.take_in(entry, now)
    if state["postponed"] is not None:
        callers.postpone(entry, max(now, state["postponed"] + shift))
