"""The queues of one company: events in, decisions out. No clock, no socket, no chance.

Theory of operation. Callers (`entry`) stand in the line of their queue; agents (`agent`) are
shared by all queues. When anything changes, the callers for whom no phone rings are taken in
their order, across the queues that changed, and each is offered to the agents his queue's
strategy names, wave by wave (`offering`), so that the first N callers are offered to N free
agents at the same time. What an agent is doing is three facts and two machines; whether he may be
offered a caller is derived from them.

Driving it (`service.py` does):

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
from collections.abc import Callable, Iterable

from ringtree.queues import announcements
from ringtree.queues.agent import Activity, LineInput, Presence, PresenceInput
from ringtree.queues.callers import Callers
from ringtree.queues.configuration import Configuration
from ringtree.queues.decisions import Decision, RefusalCause, StopReason
from ringtree.queues.distribution import distribute
from ringtree.queues.entry import Entry, EntryInput
from ringtree.queues.errors import DuplicateEntry, WrongOutcome
from ringtree.queues.floor import Floor, Timer
from ringtree.queues.offering import Offering
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.settings import QueueSettings
from ringtree.queues.statistics import QueueStatistics

_SAID = {
    Presence.READY: PresenceInput.SET_READY,
    Presence.NOT_READY: PresenceInput.SET_NOT_READY,
    Presence.LOGGED_OUT: PresenceInput.LOG_OUT,
}


class QueueEngine:
    """Every queue of one company."""

    __slots__ = ("_callers", "_configuration", "_floor", "_handlers", "_offering")

    def __init__(self) -> None:
        floor = self._floor = Floor()
        self._callers = Callers(floor)
        self._offering = Offering(floor, self._callers)
        self._configuration = Configuration(floor, self._callers, self._offering)
        self._handlers: dict[Timer, Callable[[str, str, float], None]] = {
            Timer.MAX_WAIT: self._max_wait,
            Timer.WAVE: self._wave_over,
            Timer.WRAP_UP: self._wrap_up_over,
            Timer.REST: self._rest_over,
            Timer.REFUSAL: self._refusal_over,
            Timer.ANNOUNCE: self._announcement_due,
        }

    @property
    def decisions(self) -> deque[Decision]:
        """What is to be done, in order; the service takes from the left."""
        return self._floor.decisions

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

    # ----- callers -----------------------------------------------------------------------------

    def join(self, entry_id: str, queue: str, now: float, *, priority: int = 0) -> None:
        """A caller joins a queue; a higher `priority` goes before, equals by time of joining.

        Raises:
            UnknownQueue: no such queue is configured.
            DuplicateEntry: the caller waits already.
        """
        if entry_id in self._floor.entries:
            raise DuplicateEntry(entry_id)
        number = self._floor.number()
        entry = Entry(entry_id, self._floor.queue(queue), now, number=number, priority=priority)
        self._callers.join(entry, now)
        self._settle(now)

    def leave(
        self, entry_id: str, now: float, outcome: QueueOutcome = QueueOutcome.ABANDONED
    ) -> None:
        """The caller has gone: hung up, pressed a key, or our own failure ended the call.

        Once connected the outcome is `ANSWERED` whatever is said here. Somebody unknown has left
        already: the end of a call is told by both of its sides.

        Raises:
            WrongOutcome: `outcome` is not the caller's to choose.
        """
        if not outcome.is_callers_choice:
            raise WrongOutcome(outcome)
        self._feed(entry_id, EntryInput.CALLER_LEFT, now, outcome)

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
        agent.say(_SAID[presence], now, reason)
        self._floor.refresh(agent)
        if agent.activity is Activity.RINGING and presence is not Presence.READY:
            self._offering.withdraw(agent, StopReason.NOT_READY, now)
        self._settle(now)

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
            kind, first, second = key
            self._handlers[kind](first, second, now)
            self._settle(now)

    # ----- to look at --------------------------------------------------------------------------

    def place(self, entry_id: str) -> int | None:
        """The caller's place, 1 is next; None once connected or gone."""
        entry = self._floor.entries.get(entry_id)
        if entry is None or entry.queue.line_is_without(entry):
            return None
        return entry.queue.place_of(entry)

    def place_for(self, queue: str, priority: int = 0) -> int:
        """The place of a caller who joined now, 1 is next.

        Raises:
            UnknownQueue: no such queue is configured.
        """
        return self._floor.queue(queue).place_for(priority)

    def waiting(self, queue: str) -> tuple[str, ...]:
        """Those not connected, by place.

        Raises:
            UnknownQueue: no such queue is configured.
        """
        return tuple(entry.entry_id for entry in self._floor.queue(queue).line)

    def statistics(self) -> dict[str, QueueStatistics]:
        """Figures of every queue since the engine was made, those since removed as well."""
        return {key: counters.snapshot() for key, counters in self._floor.counters.items()}

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
        """Offer whoever can be offered, then tell whose place has improved."""
        floor = self._floor
        if floor.stirred:
            distribute(floor, self._offering, now)
        while floor.moved:
            queue, _ = floor.moved.popitem()
            announcements.tell_moved(floor, queue, now)

    def _max_wait(self, entry_id: str, _: str, now: float) -> None:
        self._callers.feed(self._floor.entries[entry_id], EntryInput.MAX_WAIT, now)

    def _wave_over(self, offer_id: str, _: str, now: float) -> None:
        self._offering.wave_over(offer_id, now)

    def _wrap_up_over(self, extension: str, _: str, now: float) -> None:
        self._offering.end_wrap_up(self._floor.agents[extension], now)

    def _rest_over(self, extension: str, _: str, now: float) -> None:
        agent = self._floor.agents[extension]
        agent.rest = None
        self._floor.refresh(agent)

    def _refusal_over(self, entry_id: str, extension: str, now: float) -> None:
        entry = self._floor.entries[entry_id]
        del entry.refused[extension]
        self._floor.stirred[entry.queue] = None

    def _announcement_due(self, key: str, _: str, now: float) -> None:
        announcements.tell_due(self._floor, self._floor.queues[key], now)
