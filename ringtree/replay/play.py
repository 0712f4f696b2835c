"""Plays a day through the queue engine on a virtual clock.

It does what `queues.service` does live: rings phones, tells occupancy, connects, and tells what
came of it; the callers and agents are the day's. What comes out are visits, as the call records
would have told them, so that the same figures count both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from heapq import heappop, heappush
from math import inf
from random import Random

from ringtree.figures.visit import Visit
from ringtree.queues.decisions import (
    Connect,
    Decision,
    Leave,
    RefusalCause,
    ReleaseAgent,
    Ring,
    StopRinging,
)
from ringtree.queues.engine import QueueEngine
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.settings import QueueSettings
from ringtree.replay.day import Caller, Change, Day


@dataclass(slots=True)
class _Guest:
    """A caller of the day, and what became of the waiting."""

    caller: Caller
    agent: str | None = None
    connected: float | None = None


class Play:
    """One day, played once. Everything left to chance comes from the seed."""

    __slots__ = (
        "_chance",
        "_day",
        "_engine",
        "_events",
        "_guests",
        "_held",
        "_numbers",
        "_settings",
        "_taken",
        "_visits",
        "now",
    )

    def __init__(self, day: Day, queues: Sequence[QueueSettings], *, seed: int = 0) -> None:
        self.now = 0.0
        self._day = day
        self._chance = Random(seed)
        self._engine = QueueEngine(seed)
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = 0
        self._guests: dict[str, _Guest] = {}
        self._held: dict[str, str] = {}
        """Which offer has which agent's phone."""
        self._taken: set[str] = set()
        """Agents in calls that are no queue's."""
        self._visits: list[Visit] = []
        self._settings = {one.key: one for one in queues}
        self._engine.configure(queues, self.now)
        for extension in dict.fromkeys(one for queue in queues for one in queue.agents):
            self._engine.agent_reachable(extension, True, self.now)

    def run(self) -> list[Visit]:
        """Play until everybody has left; the visits in the order in which they ended."""
        for change in self._day.changes:
            self._at(change.at, lambda change=change: self._change(change))  # type: ignore[misc]
        for caller in self._day.callers:
            self._at(caller.at, lambda caller=caller: self._join(caller))  # type: ignore[misc]
        remaining = len(self._day.callers)
        while len(self._visits) < remaining and self._step():
            pass
        return self._visits

    # -- time

    def _at(self, when: float, what: Callable[[], None]) -> None:
        self._numbers += 1
        heappush(self._events, (when, self._numbers, what))

    def _step(self) -> bool:
        timer = self._engine.next_timer()
        event = self._events[0][0] if self._events else inf
        when = event if timer is None else min(timer, event)
        if when == inf:
            return False
        self.now = max(self.now, when)
        if timer is not None and timer <= event:
            self._engine.handle_timer(self.now)
        else:
            heappop(self._events)[2]()
        self._carry_out()
        return True

    # -- people

    def _join(self, caller: Caller) -> None:
        self._guests[caller.id] = _Guest(caller)
        if caller.patience < inf:
            self._at(self.now + caller.patience, lambda: self._give_up(caller))
        self._engine.join(caller.id, caller.queue, self.now, caller=caller.number or None)

    def _give_up(self, caller: Caller) -> None:
        guest = self._guests.get(caller.id)
        if guest is not None and guest.connected is None:
            outcome = QueueOutcome.KEY_EXIT if caller.by_key else QueueOutcome.ABANDONED
            self._engine.leave(caller.id, self.now, outcome)

    def _change(self, change: Change) -> None:
        if change.presence is not None:
            self._engine.presence(change.extension, change.presence, self.now)
        if change.is_taken is None:
            return
        if change.is_taken:
            self._taken.add(change.extension)
        else:
            self._taken.discard(change.extension)
        if change.extension not in self._held:
            self._tell_line(change.extension)

    def _tell_line(self, extension: str) -> None:
        is_taken = extension in self._held or extension in self._taken
        tell = self._engine.agent_occupied if is_taken else self._engine.agent_free
        tell(extension, self.now)

    # -- decisions

    def _carry_out(self) -> None:
        while self._engine.decisions:
            self._do(self._engine.decisions.popleft())

    def _do(self, decision: Decision) -> None:
        match decision:
            case Ring():
                for extension in decision.extensions:
                    self._ring(decision, extension)
            case StopRinging() | ReleaseAgent():
                self._release(decision.extension, decision.offer_id)
            case Connect():
                self._connect(decision)
            case Leave():
                self._leave(decision)
            case _:
                pass  # nobody listens to announcements here

    def _ring(self, ring: Ring, extension: str) -> None:
        if extension in self._held or extension in self._taken:
            self._engine.offer_refused(ring.offer_id, extension, RefusalCause.BUSY, self.now)
            return
        self._held[extension] = ring.offer_id
        self._engine.agent_occupied(extension, self.now)
        takes = self._chance.random() < self._day.answers.get(extension, 1.0)
        after = self._chance.choice(self._day.pickups)
        if takes and after < ring.ring_time:
            self._at(self.now + after, lambda: self._pick_up(ring.offer_id, extension))

    def _pick_up(self, offer_id: str, extension: str) -> None:
        if self._held.get(extension) == offer_id:
            self._engine.offer_answered(offer_id, extension, self.now)

    def _release(self, extension: str, offer_id: str) -> None:
        if self._held.get(extension) == offer_id:
            del self._held[extension]
            self._tell_line(extension)

    def _connect(self, decision: Connect) -> None:
        guest = self._guests[decision.entry_id]
        guest.agent, guest.connected = decision.extension, self.now
        self._engine.talking(decision.entry_id, self.now)
        self._at(self.now + guest.caller.talk, lambda: self._part(decision))

    def _part(self, decision: Connect) -> None:
        self._engine.conversation_ended(decision.entry_id, self.now)
        self._release(decision.extension, decision.offer_id)

    def _leave(self, decision: Leave) -> None:
        guest = self._guests.pop(decision.entry_id)
        caller, connected = guest.caller, guest.connected
        until = self.now if connected is None else connected
        settings = self._settings[caller.queue]
        self._visits.append(
            Visit(
                call=caller.id,
                company="",
                queue=caller.queue,
                caller=caller.number,
                joined=self._day.start + timedelta(seconds=caller.at),
                waited=until - caller.at,
                outcome=decision.outcome,
                agent=guest.agent,
                talked=self.now - until,
                wrap_up=settings.wrap_up_of(guest.agent) if guest.agent else 0.0,
            )
        )


def play(day: Day, queues: Iterable[QueueSettings], *, seed: int = 0) -> list[Visit]:
    """Play a day; the same day, queues and seed give the same visits."""
    return Play(day, tuple(queues), seed=seed).run()
