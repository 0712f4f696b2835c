"""Plays a day through the queue engine on a virtual clock.

It does what `queues.driver` does live: rings phones, tells occupancy, connects, and tells what
came of it; the callers and agents are the day's. What comes out are visits, as the call records
would have told them, so that the same figures count both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from math import inf
from random import Random

from ringtree.figures.visit import Visit
from ringtree.queues.decisions import (
    CallBack,
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
from ringtree.replay.calling_back import CallingBack, MayCall, at_any_time
from ringtree.replay.day import Caller, Change, Day
from ringtree.replay.stage import Stage


@dataclass(slots=True)
class _Guest:
    """A caller of the day, and what became of the waiting."""

    caller: Caller
    agent: str | None = None
    connected: float | None = None
    held: float = 0.0


class Play:
    """One day, played once. Everything left to chance comes from the seed."""

    __slots__ = (
        "_back",
        "_chance",
        "_day",
        "_engine",
        "_guests",
        "_held",
        "_settings",
        "_stage",
        "_taken",
        "_visits",
    )

    def __init__(
        self,
        day: Day,
        queues: Sequence[QueueSettings],
        *,
        seed: int = 0,
        may_call: MayCall = at_any_time,
    ) -> None:
        self._day = day
        self._chance = Random(seed)
        self._engine = QueueEngine(seed)
        self._stage = Stage(self._engine, self._carry_out)
        self._guests: dict[str, _Guest] = {}
        self._held: dict[str, str] = {}
        """Which offer has which agent's phone."""
        self._taken: set[str] = set()
        """Agents in calls that are no queue's."""
        self._visits: list[Visit] = []
        self._settings = {one.key: one for one in queues}
        self._back = CallingBack(
            self._stage, day.reach, Random(seed + 1), may_call, self._join, self._talk_back
        )
        self._engine.configure(queues, 0.0)
        for number, extension, at in day.known:
            self._engine.acquaint(number, extension, at)
        for extension in dict.fromkeys(one for queue in queues for one in queue.agents):
            self._engine.agent_reachable(extension, True, 0.0)

    def run(self) -> list[Visit]:
        """Play until everybody has left; the visits in the order in which they ended."""
        for change in self._day.changes:
            self._stage.at(change.at, partial(self._change, change))
        for caller in self._day.callers:
            self._stage.at(caller.at, partial(self._join, caller))
        for promise in self._day.promises:
            self._stage.at(promise.at, partial(self._back.ask, promise))
        self._stage.pending = len(self._day.callers) + len(self._day.promises)
        while self._stage.pending and self._stage.step():
            pass
        return self._visits

    # -- people

    def _join(self, caller: Caller) -> None:
        now = self._stage.now
        self._guests[caller.id] = _Guest(caller)
        if caller.patience < inf:
            self._stage.at(now + caller.patience, partial(self._give_up, caller))
        self._engine.join(
            caller.id,
            caller.queue,
            now,
            needs=caller.needs,
            caller=caller.number or None,
            resumes=caller.id,
        )

    def _give_up(self, caller: Caller) -> None:
        guest = self._guests.get(caller.id)
        if guest is None or guest.connected is not None:
            return
        outcome = QueueOutcome.KEY_EXIT if caller.by_key else QueueOutcome.ABANDONED
        self._engine.leave(caller.id, self._stage.now, outcome)
        if (promise := caller.promise) is not None:
            self._stage.pending += 1
            when = self._stage.now + caller.asks_after
            self._stage.at(when, partial(self._back.ask, promise, resumes=caller.id))

    def _change(self, change: Change) -> None:
        if change.presence is not None:
            self._engine.presence(change.extension, change.presence, self._stage.now)
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
        tell(extension, self._stage.now)

    # -- decisions

    def _carry_out(self) -> None:
        while self._engine.decisions:
            self._do(self._engine.decisions.popleft())

    def _do(self, decision: Decision) -> None:
        match decision:
            case Ring():
                if self._back.lets_ring(decision.entry_id):
                    for extension in decision.extensions:
                        self._ring(decision, extension)
            case StopRinging() | ReleaseAgent():
                self._release(decision.extension, decision.offer_id)
            case CallBack():
                self._back.call(decision.entry_id)
            case Connect():
                self._connect(decision)
            case Leave():
                self._leave(decision)
            case _:
                pass  # nobody listens to announcements here

    def _ring(self, ring: Ring, extension: str) -> None:
        now = self._stage.now
        if extension in self._held or extension in self._taken:
            self._engine.offer_refused(ring.offer_id, extension, RefusalCause.BUSY, now)
            return
        self._held[extension] = ring.offer_id
        self._engine.agent_occupied(extension, now)
        takes = self._chance.random() < self._day.answers.get(extension, 1.0)
        after = self._chance.choice(self._day.pickups)
        if takes and after < ring.ring_time:
            self._stage.at(now + after, partial(self._pick_up, ring.offer_id, extension))

    def _pick_up(self, offer_id: str, extension: str) -> None:
        if self._held.get(extension) == offer_id:
            self._engine.offer_answered(offer_id, extension, self._stage.now)

    def _release(self, extension: str, offer_id: str) -> None:
        if self._held.get(extension) == offer_id:
            del self._held[extension]
            self._tell_line(extension)

    def _connect(self, decision: Connect) -> None:
        free = partial(self._release, decision.extension, decision.offer_id)
        if self._back.connects(decision, free):
            return  # the agent waits while somebody is called back
        self._talk(decision, self._guests[decision.entry_id])

    def _talk_back(self, decision: Connect, caller: Caller, held: float) -> None:
        """Whom the agent has waited for is on the line."""
        self._guests[decision.entry_id] = guest = _Guest(caller, held=held)
        self._talk(decision, guest)

    def _talk(self, decision: Connect, guest: _Guest) -> None:
        now = self._stage.now
        guest.agent, guest.connected = decision.extension, now
        self._engine.talking(decision.entry_id, now)
        self._stage.at(now + guest.caller.talk, partial(self._part, decision))

    def _part(self, decision: Connect) -> None:
        self._engine.conversation_ended(decision.entry_id, self._stage.now)
        self._release(decision.extension, decision.offer_id)

    def _leave(self, decision: Leave) -> None:
        self._stage.pending -= 1
        self._back.left(decision.entry_id)
        guest = self._guests.pop(decision.entry_id, None)
        if guest is not None:
            self._visits.append(self._visit(guest, decision.outcome))

    def _visit(self, guest: _Guest, outcome: QueueOutcome) -> Visit:
        caller, connected, now = guest.caller, guest.connected, self._stage.now
        until = now if connected is None else connected
        settings = self._settings[caller.queue]
        return Visit(
            call=caller.id,
            company="",
            queue=caller.queue,
            caller=caller.number,
            joined=self._day.start + timedelta(seconds=caller.at),
            waited=until - caller.at,
            outcome=outcome,
            agent=guest.agent,
            talked=now - until,
            wrap_up=settings.wrap_up_of(guest.agent) if guest.agent else 0.0,
            is_callback=caller.is_callback,
            held=guest.held,
            needs=caller.needs,
        )


def play(
    day: Day,
    queues: Iterable[QueueSettings],
    *,
    seed: int = 0,
    may_call: MayCall = at_any_time,
) -> list[Visit]:
    """Play a day; the same day, queues and seed give the same visits.

    `may_call` says when a queue's people may be called back, from that second on.
    """
    return Play(day, tuple(queues), seed=seed, may_call=may_call).run()
