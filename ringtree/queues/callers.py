"""The callers' side: carries out what the table of entries says."""

from __future__ import annotations

from collections.abc import Callable

from ringtree.queues import announcements
from ringtree.queues.decisions import Leave
from ringtree.queues.entry import Entry, EntryAction, EntryInput
from ringtree.queues.floor import Floor, Timer
from ringtree.queues.offer import Offer, OfferInput
from ringtree.queues.outcome import QueueOutcome

#: The outcome that follows from what happened, where the caller does not choose it.
_OUTCOMES = {
    EntryInput.MAX_WAIT: QueueOutcome.OVERFLOW,
    EntryInput.QUEUE_CLOSED: QueueOutcome.CLOSED,
}


class Callers:
    """Feeds entries, and does what they ask for."""

    __slots__ = ("_do", "_floor", "tell_offer")

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self.tell_offer: Callable[[Offer, OfferInput, float], None]
        """Set by the side of the offers."""
        self._do: dict[EntryAction, Callable[[Entry, QueueOutcome, float], None]] = {
            EntryAction.LEAVE_LINE: self._leave_line,
            EntryAction.REJOIN_LINE: self._rejoin_line,
            EntryAction.WITHDRAW: self._withdraw,
            EntryAction.CONCLUDE: self._conclude,
            EntryAction.BREAK_OFF: self._break_off,
            EntryAction.DEPART: self._depart,
            EntryAction.DEPART_ANSWERED: self._depart_answered,
        }

    def feed(
        self,
        entry: Entry,
        got: EntryInput,
        now: float,
        outcome: QueueOutcome = QueueOutcome.ABANDONED,
    ) -> None:
        """Give one input to one entry; `outcome` is what the caller chose, if he did."""
        outcome = _OUTCOMES.get(got, outcome)
        for action in entry.feed(got):
            self._do[action](entry, outcome, now)

    def join(self, entry: Entry, now: float) -> None:
        """Take a new caller into the line."""
        floor, queue = self._floor, entry.queue
        floor.entries[entry.entry_id] = entry
        queue.counters.joined += 1
        self._enter(entry)
        announcements.welcome(floor, entry, now)

    def watch(self, entry: Entry) -> None:
        """Set or move the end of the caller's patience, as the queue is set now."""
        key = (Timer.MAX_WAIT, entry.entry_id, "")
        limit = entry.queue.settings.max_wait
        if limit is None:
            self._floor.timers.cancel(key)
        else:
            self._floor.timers.set(key, entry.joined + limit)

    def _enter(self, entry: Entry) -> None:
        queue = entry.queue
        queue.enter_line(entry)
        queue.counters.waiting += 1
        self._floor.stirred[queue] = None
        self.watch(entry)

    def _leave_line(self, entry: Entry, outcome: QueueOutcome, now: float) -> None:
        floor, queue = self._floor, entry.queue
        queue.leave_line(entry)
        queue.counters.waiting -= 1
        floor.moved[queue] = None
        floor.timers.cancel((Timer.MAX_WAIT, entry.entry_id, ""))

    def _rejoin_line(self, entry: Entry, outcome: QueueOutcome, now: float) -> None:
        entry.queue.counters.connected -= 1
        self._enter(entry)
        if not entry.queue.is_open:
            self.feed(entry, EntryInput.QUEUE_CLOSED, now)

    def _withdraw(self, entry: Entry, outcome: QueueOutcome, now: float) -> None:
        assert entry.offer is not None
        self.tell_offer(entry.offer, OfferInput.CALLER_GONE, now)

    def _conclude(self, entry: Entry, outcome: QueueOutcome, now: float) -> None:
        assert entry.offer is not None
        self.tell_offer(entry.offer, OfferInput.CONVERSATION_OVER, now)
        entry.queue.counters.connected -= 1

    def _break_off(self, entry: Entry, outcome: QueueOutcome, now: float) -> None:
        assert entry.offer is not None
        self.tell_offer(entry.offer, OfferInput.CONNECTION_LOST, now)

    def _depart(self, entry: Entry, outcome: QueueOutcome, now: float) -> None:
        floor = self._floor
        del floor.entries[entry.entry_id]
        for extension in entry.refused:
            floor.timers.cancel((Timer.REFUSAL, entry.entry_id, extension))
        entry.queue.counters.left[outcome] += 1
        floor.decisions.append(Leave(entry.entry_id, outcome))

    def _depart_answered(self, entry: Entry, outcome: QueueOutcome, now: float) -> None:
        self._depart(entry, QueueOutcome.ANSWERED, now)
