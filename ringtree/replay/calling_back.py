"""Calls people back in a play, as `ringtree.callbacks` does live: by attempts, within the hours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import inf
from random import Random

from ringtree.queues.decisions import Connect
from ringtree.queues.entry import EntryKind
from ringtree.queues.outcome import QueueOutcome
from ringtree.replay.day import Caller
from ringtree.replay.promises import Promise, Reach
from ringtree.replay.stage import Stage

#: From when on a queue's people may be called, at a second or later; None: never any more.
MayCall = Callable[[str, float], float | None]


def at_any_time(_queue: str, at: float) -> float | None:
    """There are no hours."""
    return at


@dataclass(slots=True)
class _Held:
    """A promise whose place is held."""

    promise: Promise
    failures: int = 0


class CallingBack:
    """The promises of one play."""

    __slots__ = ("_chance", "_held", "_join", "_may_call", "_reach", "_stage", "_talk")

    def __init__(
        self,
        stage: Stage,
        reach: Reach,
        chance: Random,
        may_call: MayCall,
        join: Callable[[Caller], None],
        talk: Callable[[Connect, Caller, float], None],
    ) -> None:
        """`join` takes in who was reached; `talk` connects whom an agent waited for so long."""
        self._stage = stage
        self._reach = reach
        self._chance = chance
        self._may_call = may_call
        self._join = join
        self._talk = talk
        self._held: dict[str, _Held] = {}

    def ask(self, promise: Promise, *, resumes: str | None = None) -> None:
        """Somebody asks to be called back, perhaps just out of the queue."""
        entry_id, now = _entry(promise), self._stage.now
        self._held[entry_id] = _Held(promise)
        self._stage.engine.join(
            entry_id,
            promise.queue,
            now,
            needs=promise.needs,
            caller=promise.number or None,
            kind=EntryKind.PLACEHOLDER,
            resumes=resumes,
        )
        end = promise.until if promise.ended is None else min(promise.ended, promise.until)
        self._stage.at(max(now, end), partial(self._give_up, entry_id))

    def lets_ring(self, entry_id: str) -> bool:
        """Whether phones may ring for this place now; if not, it is kept for later."""
        held = self._held.get(entry_id)
        return held is None or self._is_time(entry_id, held)

    def call(self, entry_id: str) -> None:
        """The place is due: call the person."""
        held = self._held[entry_id]
        if self._is_time(entry_id, held):
            self._try(held, partial(self._reached, entry_id), partial(self._failed, entry_id))

    def connects(self, decision: Connect, free: Callable[[], None]) -> bool:
        """Call the person for whom an agent has answered; False: it is for somebody on the line."""
        held = self._held.get(decision.entry_id)
        if held is None:
            return False
        began = self._stage.now
        self._try(
            held,
            partial(self._reached_for, decision, began, free),
            partial(self._failed, decision.entry_id, free),
        )
        return True

    def left(self, entry_id: str) -> None:
        """The place is given up, for whatever reason."""
        self._held.pop(entry_id, None)

    def _is_time(self, entry_id: str, held: _Held) -> bool:
        now = self._stage.now
        at = self._may_call(held.promise.queue, now)
        if at is not None and at <= now:
            return True
        later = held.promise.until + 1 if at is None else at  # by then it is given up
        self._stage.engine.postpone(entry_id, later, now)
        return False

    def _try(self, held: _Held, reached: Callable[[], None], failed: Callable[[], None]) -> None:
        is_reached = self._is_reached(held)
        seconds = self._chance.choice(self._reach.seconds if is_reached else self._reach.failing)
        self._stage.at(self._stage.now + seconds, reached if is_reached else failed)

    def _is_reached(self, held: _Held) -> bool:
        """As it was, as far as that is known; else as often as people were reached."""
        if held.failures < held.promise.failures:
            return False
        drawn = self._chance.random() < self._reach.share
        return drawn if held.promise.was_reached is None else held.promise.was_reached

    def _reached(self, entry_id: str) -> None:
        """The person is on the line and takes over the place."""
        if (held := self._held.get(entry_id)) is not None:
            caller = self._caller(held.promise)
            self._stage.pending += 1
            self._stage.engine.hand_over(entry_id, caller.id)
            self._join(caller)

    def _reached_for(self, decision: Connect, began: float, free: Callable[[], None]) -> None:
        held = self._held.pop(decision.entry_id, None)
        if held is None:
            free()  # taken back while the person was called
        else:
            self._talk(decision, self._caller(held.promise), self._stage.now - began)

    def _failed(self, entry_id: str, free: Callable[[], None] | None = None) -> None:
        held, now = self._held.get(entry_id), self._stage.now
        if held is not None:
            held.failures += 1
            self._stage.engine.unreached(entry_id, now, again_at=self._again(held))
        if free is not None:
            free()

    def _again(self, held: _Held) -> float | None:
        promise = held.promise
        if held.failures >= promise.attempts:
            return None
        at = self._may_call(promise.queue, self._stage.now + promise.spacing)
        return at if at is not None and at <= promise.until else None

    def _give_up(self, entry_id: str) -> None:
        if entry_id in self._held:
            self._stage.engine.leave(entry_id, self._stage.now, QueueOutcome.CANCELLED)

    def _caller(self, promise: Promise) -> Caller:
        return Caller(
            id=f"{_entry(promise)}/{self._stage.now:.3f}",
            queue=promise.queue,
            at=self._stage.now,
            talk=promise.talk,
            patience=inf,
            number=promise.number,
            needs=promise.needs,
            is_callback=True,
        )


def _entry(promise: Promise) -> str:
    return f"callback-{promise.id}"
