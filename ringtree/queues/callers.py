"""The callers' side: carries out what the table of entries says."""

from __future__ import annotations

from collections.abc import Callable

from ringtree.queues import announcements
from ringtree.queues.admission import reason_to_refuse
from ringtree.queues.decisions import Leave
from ringtree.queues.eligibility import next_change
from ringtree.queues.entry import Entry, EntryAction, EntryInput, EntryKind
from ringtree.queues.floor import Floor, Timer
from ringtree.queues.offer import Offer, OfferInput
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.returns import IN_CALL, Kept

#: The outcome that follows from what happened, where the caller does not choose it.
_OUTCOMES = {
    EntryInput.MAX_WAIT: QueueOutcome.OVERFLOW,
    EntryInput.QUEUE_CLOSED: QueueOutcome.CLOSED,
}

#: Who left like this may come back to the old place.
_MAY_RETURN = frozenset({QueueOutcome.ABANDONED, QueueOutcome.KEY_EXIT})

#: The timers that run only while a caller stands in the line.
_OF_WAITING = (Timer.MAX_WAIT, Timer.OPEN, Timer.SPEAK, Timer.POSTPONE)


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
            EntryAction.FREE_AGENT: self._free_agent,
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

    def join(self, entry: Entry, now: float, *, resumes: str | None = None) -> None:
        """Take a new caller into the line, or turn the caller away."""
        self._give_back(entry, resumes, now)
        why = None if entry.is_kept else reason_to_refuse(self._floor, entry, now)
        if why is None:
            self.take_in(entry, now)
            return
        counters = entry.queue.counters
        counters.joined += 1
        counters.left[why] += 1
        self._floor.decisions.append(Leave(entry.entry_id, why))

    def take_in(self, entry: Entry, now: float) -> None:
        """Let the caller stand at the entry's place."""
        entry.queue.counters.joined += 1
        self._floor.entries[entry.entry_id] = entry
        self._enter(entry, now)
        self._floor.joining.append(entry)

    def _give_back(self, entry: Entry, resumes: str | None, now: float) -> None:
        """Let a caller who has come back stand where he stood."""
        queue = entry.queue
        placeholder = queue.heirs.get(resumes or "") or queue.placeholder_of(entry.caller)
        if placeholder is not None and entry.kind is EntryKind.CALLER:
            entry.take_place(placeholder.since, placeholder.number, placeholder.needs.priority)
            entry.is_kept = True
            self.feed(placeholder, EntryInput.LET_GO, now, QueueOutcome.RESUMED)
            return
        number = None if entry.caller in queue.by_caller else entry.caller
        kept = queue.returns.take(resumes, number, now)
        if kept is not None:
            entry.take_place(kept.since, kept.number, kept.needs.priority)
            entry.said, entry.told_wait = kept.said, kept.told_wait
            entry.told_until, entry.is_kept = kept.told_until, True

    def schedule(self, entry: Entry, now: float) -> None:
        """Set the moment at which more agents may be rung for the caller."""
        at, key = next_change(entry, now), (Timer.OPEN, entry.entry_id, "")
        if at is None:
            self._floor.timers.cancel(key)
        else:
            self._floor.timers.set(key, at)

    def postpone(self, entry: Entry, until: float) -> None:
        """Let a placeholder keep its place, and try it not before then."""
        entry.postponed = until
        self._floor.timers.set((Timer.POSTPONE, entry.entry_id, ""), until)

    def watch(self, entry: Entry) -> None:
        """Set or move the end of the caller's patience, as the queue is set now."""
        key = (Timer.MAX_WAIT, entry.entry_id, "")
        limit = entry.queue.settings.max_wait
        if limit is None or entry.kind is EntryKind.PLACEHOLDER:
            self._floor.timers.cancel(key)
        else:
            self._floor.timers.set(key, entry.joined + limit)

    def _enter(self, entry: Entry, now: float) -> None:
        floor, queue = self._floor, entry.queue
        queue.enter_line(entry)
        queue.counters.waiting += 1
        floor.stirred[queue] = None
        floor.staffing[queue] = None
        self.watch(entry)
        self.schedule(entry, now)

    def _leave_line(self, entry: Entry, outcome: QueueOutcome, now: float) -> None:
        floor, queue = self._floor, entry.queue
        queue.leave_line(entry)
        queue.counters.waiting -= 1
        floor.moved[queue] = None
        for kind in _OF_WAITING:
            floor.timers.cancel((kind, entry.entry_id, ""))

    def _rejoin_line(self, entry: Entry, outcome: QueueOutcome, now: float) -> None:
        self._enter(entry, now)
        announcements.resume(self._floor, entry, now)
        if not entry.queue.is_open:
            self.feed(entry, EntryInput.QUEUE_CLOSED, now)

    def _withdraw(self, entry: Entry, outcome: QueueOutcome, now: float) -> None:
        assert entry.offer is not None
        self.tell_offer(entry.offer, OfferInput.CALLER_GONE, now)

    def _conclude(self, entry: Entry, outcome: QueueOutcome, now: float) -> None:
        queue, offer = entry.queue, entry.offer
        assert offer is not None
        if offer.talking_since is not None:
            queue.counters.answered(offer.talking_since - entry.joined, queue.settings)
        self.tell_offer(offer, OfferInput.CONVERSATION_OVER, now)
        queue.counters.connected -= 1

    def _break_off(self, entry: Entry, outcome: QueueOutcome, now: float) -> None:
        assert entry.offer is not None
        self.tell_offer(entry.offer, OfferInput.CONNECTION_LOST, now)
        entry.queue.counters.connected -= 1

    def _free_agent(self, entry: Entry, outcome: QueueOutcome, now: float) -> None:
        assert entry.offer is not None
        self.tell_offer(entry.offer, OfferInput.CALLER_GONE, now)
        entry.queue.counters.connected -= 1

    def _depart(self, entry: Entry, outcome: QueueOutcome, now: float) -> None:
        floor, queue = self._floor, entry.queue
        del floor.entries[entry.entry_id]
        queue.heirs.pop(entry.heir, None)
        for extension in entry.refused:
            floor.timers.cancel((Timer.REFUSAL, entry.entry_id, extension))
        queue.counters.left[outcome] += 1
        if outcome is QueueOutcome.ABANDONED:
            queue.counters.abandoned(now - entry.joined, queue.settings)
        if outcome in _MAY_RETURN and entry.kind is EntryKind.CALLER:
            queue.waits.append((now - entry.joined, outcome is QueueOutcome.ABANDONED))
            self._keep(entry, outcome, now)
        floor.decisions.append(Leave(entry.entry_id, outcome))

    def _keep(self, entry: Entry, outcome: QueueOutcome, now: float) -> None:
        """Keep the place: by the number for as long as the queue is set, by the call for longer
        where it goes on."""
        queue = entry.queue
        goes_on = outcome is QueueOutcome.KEY_EXIT
        if not queue.is_open or not (queue.settings.return_within or goes_on):
            return
        kept = Kept(
            entry.since,
            entry.number,
            now + queue.settings.return_within,
            entry.said,
            entry.told_wait,
            entry.told_until,
            entry.needs,
            now + IN_CALL if goes_on else 0.0,
        )
        shared = entry.caller in queue.by_caller
        queue.returns.keep(entry.entry_id, entry.caller, kept, is_shared=shared)

    def _depart_answered(self, entry: Entry, outcome: QueueOutcome, now: float) -> None:
        self._depart(entry, QueueOutcome.ANSWERED, now)
