"""The queues of one company: events in, decisions out. No clock, no socket, no chance.

Theory of operation. Callers (`entry`) stand in the line of their queue; agents (`agent`) are
shared by all queues. When anything changes, the callers for whom no phone rings are taken in
their order, across the queues that changed, and each is offered to the agents his queue's
strategy names, wave by wave (`offering`), so that the first N callers are offered to N free
agents at the same time. What an agent is doing is three facts and two machines; whether he may be
offered a caller is derived from them.

Driving it (`driver.py` does):

- Every input takes `now`, in seconds of any monotonic clock, never smaller than before.
- After every input, and after `handle_timer`, carry out `decisions` from the left, in order, each
  removed before it is carried out, until none is left. Inputs that arise while one is carried out
  (a reservation that makes occupancy tell `agent_occupied`) may be given at once: they append.
- `next_timer` says when `handle_timer` must be called; ask again after every input.

Occupancy is told, never guessed. Every change of `calls.occupancy` for any extension of the
company is an `agent_occupied` or `agent_free`, those that our own rings cause as well:

- `Ring`: reserve each extension. Reserved → its phone rings, and `agent_occupied` is expected.
  Not reserved (somebody else was first) → `offer_refused(..., BUSY)`.
- The ring ended on the agent's side → release the reservation and tell `offer_refused`; the
  engine offers nobody to this agent until `agent_free` is told too. The order does not matter.
- `StopRinging`, `ReleaseAgent` → cancel or hang up, then release: `agent_free` follows.
- The conversation is over → `conversation_ended` once, and release: `agent_free` follows.

An extension is taken for granted as free, ready and *not* reachable until told otherwise.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Any

from ringtree.queues import announcements, snapshot, view, wrap_ups
from ringtree.queues.agent import Activity, LineInput, Presence, PresenceInput
from ringtree.queues.callers import Callers
from ringtree.queues.configuration import Configuration
from ringtree.queues.deadlines import Deadlines
from ringtree.queues.decisions import Decision, RefusalCause, StopReason
from ringtree.queues.distribution import distribute
from ringtree.queues.entry import Entry, EntryInput, EntryKind, EntryState
from ringtree.queues.errors import DuplicateEntry, WrongOutcome
from ringtree.queues.floor import Floor
from ringtree.queues.needs import NO_NEEDS, Needs
from ringtree.queues.offering import Offering
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.settings import QueueSettings
from ringtree.queues.staffing import enter_queues, look_at_staff
from ringtree.queues.statistics import QueueStatistics
from ringtree.queues.view import AgentView, EntryView

_SAID = {
    Presence.READY: PresenceInput.SET_READY,
    Presence.NOT_READY: PresenceInput.SET_NOT_READY,
    Presence.LOGGED_OUT: PresenceInput.LOG_OUT,
}


class QueueEngine:
    """Every queue of one company."""

    __slots__ = ("_callers", "_configuration", "_deadlines", "_floor", "_offering")

    def __init__(self, seed: int = 0) -> None:
        """`seed` is of everything left to chance: with the same inputs, the same decisions."""
        floor = self._floor = Floor(seed)
        self._callers = Callers(floor)
        self._offering = Offering(floor, self._callers)
        self._configuration = Configuration(floor, self._callers)
        self._deadlines = Deadlines(floor, self._callers, self._offering)

    @property
    def decisions(self) -> deque[Decision]:
        """What is to be done, in order; the service takes from the left."""
        return self._floor.decisions

    @property
    def floor(self) -> Floor:
        """Queues, agents and callers as they are: to be looked at, and changed by nobody else."""
        return self._floor

    # ----- the company -------------------------------------------------------------------------

    def configure(self, queues: Iterable[QueueSettings], now: float) -> None:
        """Take over all queues as they are set now; callers keep their places.

        A queue that is gone lets its callers go (`CLOSED`); conversations go on. What rings rings
        on with the settings it began with, except for agents who no longer serve the queue.

        Raises:
            UnknownStrategy: a queue names one that does not exist; nothing has changed.
            DuplicateQueue: two have one key; nothing has changed.
        """
        self._configuration.apply(tuple(queues), now)
        self._settle(now)
        for agent in self._configuration.removed():
            self._offering.withdraw(agent, StopReason.REMOVED, now)
            self._settle(now)

    # ----- callers -----------------------------------------------------------------------------

    def join(
        self,
        entry_id: str,
        queue: str,
        now: float,
        *,
        needs: Needs = NO_NEEDS,
        caller: str | None = None,
        kind: EntryKind = EntryKind.CALLER,
        resumes: str | None = None,
    ) -> None:
        """A caller joins a queue, or is turned away by `Leave` at once.

        Args:
            entry_id: the caller's; never used twice.
            queue: the key of one that is configured.
            needs: the priority, of which each level counts like having waited longer; levels that
                an agent must have, beyond what the queue asks for; levels that would suit,
                instead of what the queue prefers.
            caller: the caller's number; None: hidden.
            kind: a placeholder is of somebody who has hung up.
            resumes: the entry that left the queue and whose place is asked for.

        Raises:
            UnknownQueue: no such queue is configured.
            DuplicateEntry: the caller waits already.
        """
        floor = self._floor
        if entry_id in floor.entries:
            raise DuplicateEntry(entry_id)
        entry = Entry(
            entry_id,
            floor.queue(queue),
            now,
            number=floor.number(),
            needs=needs,
            caller=caller,
            kind=kind,
        )
        self._callers.join(entry, now, resumes=resumes)
        self._settle(now)

    def leave(
        self, entry_id: str, now: float, outcome: QueueOutcome = QueueOutcome.ABANDONED
    ) -> None:
        """The caller has gone: hung up, pressed a key, or our own failure ended the call.

        Who hung up or pressed a key may come back to the place for a while.

        Once connected the outcome is `ANSWERED` whatever is said here. Somebody unknown has left
        already: the end of a call is told by both of its sides.

        Raises:
            WrongOutcome: `outcome` is not the caller's to choose.
        """
        if not outcome.is_callers_choice:
            raise WrongOutcome(outcome)
        self._feed(entry_id, EntryInput.CALLER_LEFT, now, outcome)

    def talking(self, entry_id: str, now: float) -> None:
        """Caller and agent hear each other: from here on it is a conversation.

        Whoever was to be called back is on the line now: a caller like others, should the agent
        be lost again.
        """
        entry = self._floor.entries.get(entry_id)
        if entry is not None and entry.state is EntryState.CLAIMED and entry.offer is not None:
            entry.offer.talking_since = now
            if entry.kind is EntryKind.PLACEHOLDER:
                entry.kind, entry.joined = EntryKind.CALLER, now
        self._feed(entry_id, EntryInput.TALKING, now)

    def taken_up(self, entry_id: str, now: float) -> None:
        """The caller of a placeholder is back on the line: from here on a caller like others.

        Where the agent was rung first, `talking` is what to tell instead.
        """
        entry = self._floor.entries.get(entry_id)
        if entry is None:
            return
        if entry.state is EntryState.CALLING:
            entry.kind, entry.joined = EntryKind.CALLER, now
            self._callers.watch(entry)
            self._floor.joining.append(entry)
            self._floor.stirred[entry.queue] = None
        self._feed(entry_id, EntryInput.TAKEN_UP, now)

    def hand_over(self, entry_id: str, call: str) -> None:
        """Whoever is called back is on the line with a call of its own, which will join.

        The place is that call's then, whoever else waits with the same number.
        """
        entry = self._floor.entries.get(entry_id)
        if entry is not None and entry.state is EntryState.CALLING:
            entry.heir = call
            entry.queue.heirs[call] = entry

    def unreached(self, entry_id: str, now: float, *, again_at: float | None = None) -> None:
        """The caller of a placeholder was not reached, whoever was rung first.

        The place is kept, and the caller not tried before `again_at`; None: enough was tried.
        """
        entry = self._floor.entries.get(entry_id)
        if entry is None:
            return
        was_tried = entry.state in (EntryState.CALLING, EntryState.CLAIMED)
        self._callers.feed(entry, EntryInput.UNREACHED, now)
        if was_tried and again_at is None:
            self._callers.feed(entry, EntryInput.LET_GO, now, QueueOutcome.UNREACHED)
        elif was_tried and again_at is not None:
            self._callers.postpone(entry, again_at)
        self._settle(now)

    def postpone(self, entry_id: str, until: float, now: float) -> None:
        """Do not try the caller of a placeholder before then; the place is kept.

        Phones that ring for it fall silent; once an agent has answered it is too late.
        """
        entry = self._floor.entries.get(entry_id)
        if entry is None or entry.state in (EntryState.CLAIMED, EntryState.CONNECTED):
            return
        self._callers.postpone(entry, until)
        self._callers.feed(entry, EntryInput.POSTPONED, now)
        self._settle(now)

    def acquaint(self, caller: str, extension: str, at: float) -> None:
        """The caller's number talked with the agent last, before the engine began or elsewhere."""
        self._floor.remember(caller, extension, at)

    def needs_of_left(self, queue: str, entry_id: str) -> Needs | None:
        """What goes with whoever has left the queue and may have the place back; None: nobody."""
        found = self._floor.queues.get(queue)
        return found.returns.needs_of(entry_id) if found is not None else None

    def conversation_ended(self, entry_id: str, now: float) -> None:
        """Caller and agent no longer talk, whoever hung up: wrap-up begins."""
        self._feed(entry_id, EntryInput.CONVERSATION_OVER, now)

    def connection_lost(self, entry_id: str, now: float) -> None:
        """The agent was gone before the two could be connected: the caller keeps the place."""
        self._feed(entry_id, EntryInput.CONNECTION_LOST, now)

    # ----- agents ------------------------------------------------------------------------------

    def agent_occupied(self, extension: str, now: float) -> None:
        """Some call, perhaps our own ring, has taken the extension."""
        self._observe(extension, LineInput.OCCUPIED, now)

    def agent_free(self, extension: str, now: float) -> None:
        """No call has the extension any more."""
        self._observe(extension, LineInput.FREED, now)

    def agent_reachable(self, extension: str, reachable: bool, now: float) -> None:
        """Whether any device of the extension is registered. A ring that runs is let run."""
        agent = self._floor.agent(extension)
        if reachable and not agent.reachable:
            # A phone that comes back is not kept waiting for what happened while it was gone.
            self._floor.end_rest(agent)
        agent.reachable = reachable
        self._floor.refresh(agent)
        self._settle(now)

    def presence(
        self, extension: str, presence: Presence, now: float, *, reason: str | None = None
    ) -> None:
        """What the person says of himself; a phone that rings for a queue stops ringing."""
        agent = self._floor.agent(extension)
        if agent.presence is Presence.LOGGED_OUT and presence is not Presence.LOGGED_OUT:
            enter_queues(agent)
        agent.say(_SAID[presence], now, reason)
        self._floor.refresh(agent)
        if agent.activity is Activity.RINGING and presence is not Presence.READY:
            self._offering.withdraw(agent, StopReason.NOT_READY, now)
        self._settle(now)

    def end_wrap_up(self, extension: str, now: float) -> bool:
        """The agent has written enough; False: no wrap-up was going on."""
        agent = self._floor.agent(extension)
        if agent.activity is not Activity.WRAP_UP:
            return False
        wrap_ups.end(self._floor, agent, now)
        self._settle(now)
        return True

    def extend_wrap_up(self, extension: str, seconds: float, now: float) -> bool:
        """The agent needs so many seconds more to write; False: no wrap-up was going on."""
        agent = self._floor.agent(extension)
        if agent.activity is not Activity.WRAP_UP:
            return False
        wrap_ups.extend(self._floor, agent, seconds, now)
        return True

    def offer_answered(self, offer_id: str, extension: str, now: float) -> None:
        """The agent picked up. Wins, or is released; never fails."""
        self._offering.answered(offer_id, extension, now)
        self._settle(now)

    def offer_refused(self, offer_id: str, extension: str, cause: RefusalCause, now: float) -> None:
        """The agent's ring ended without an answer. Too late is no error: it has no effect."""
        self._offering.refused(offer_id, extension, cause, now)
        self._settle(now)

    # ----- time --------------------------------------------------------------------------------

    def next_timer(self) -> float | None:
        """When `handle_timer` must be called; None: nothing is due ever."""
        return self._floor.timers.next()

    def handle_timer(self, now: float) -> None:
        """Do everything that is due by `now`."""
        while (key := self._floor.timers.pop(now)) is not None:
            self._deadlines.passed(key, now)
            self._settle(now)

    # ----- to look at --------------------------------------------------------------------------

    def place(self, entry_id: str) -> int | None:
        """The caller's place, 1 is next; None once connected or gone."""
        entry = self._floor.entries.get(entry_id)
        if entry is None or entry.queue.line_is_without(entry):
            return None
        return entry.queue.place_of(entry)

    def place_for(self, queue: str, now: float, priority: int = 0) -> int:
        """The place of a caller who joined now, 1 is next.

        Raises:
            UnknownQueue: no such queue is configured.
        """
        return self._floor.queue(queue).place_for(priority, now)

    def waiting(self, queue: str) -> tuple[str, ...]:
        """Those not connected, by place.

        Raises:
            UnknownQueue: no such queue is configured.
        """
        return tuple(entry.entry_id for entry in self._floor.queue(queue).line)

    def statistics(self) -> dict[str, QueueStatistics]:
        """Figures of every queue since the engine was made, those since removed as well."""
        return {key: counters.snapshot() for key, counters in self._floor.counters.items()}

    def agents(self) -> tuple[AgentView, ...]:
        """Every agent who serves a queue, as he is now."""
        return view.agents(self._floor)

    def entries(self) -> tuple[EntryView, ...]:
        """Everybody who is in a queue, in the order of joining."""
        return view.entries(self._floor)

    def snapshot(self, now: float) -> dict[str, Any]:
        """What must outlive the process, as plain JSON values; see `snapshot`."""
        return snapshot.take(self._floor, now)

    def restore(self, state: dict[str, Any], now: float, *, away: float = 0.0) -> None:
        """Go on from a snapshot that was taken `away` seconds ago, once queues are configured."""
        snapshot.restore(self._floor, self._callers, state, now, away)
        self._settle(now)

    # ----- inside ------------------------------------------------------------------------------

    def _feed(
        self,
        entry_id: str,
        got: EntryInput,
        now: float,
        outcome: QueueOutcome = QueueOutcome.ABANDONED,
    ) -> None:
        entry = self._floor.entries.get(entry_id)
        if entry is None:
            return  # An entry that left is forgotten; its rows say the same.
        self._callers.feed(entry, got, now, outcome)
        self._settle(now)

    def _observe(self, extension: str, got: LineInput, now: float) -> None:
        agent = self._floor.agent(extension)
        if agent.observe(got, now):
            self._floor.refresh(agent)
            self._settle(now)

    def _settle(self, now: float) -> None:
        """Offer whoever can be offered, let go whom nobody serves, tell what there is to tell."""
        floor = self._floor
        while floor.stirred or floor.staffing:
            distribute(floor, self._offering, now)
            look_at_staff(floor, now)
        announcements.tell_joined(floor, now)
        while floor.moved:
            queue, _ = floor.moved.popitem()
            announcements.tell_moved(floor, queue, now)
