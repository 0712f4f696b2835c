"""The phones that ring for one waiting caller: begun, answered, refused, stopped.

Who wins is not decided here: what came of each ring is reported, and the engine decides.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from ringtree.calls.acceptance import AcceptanceCheck
from ringtree.calls.attempt import Attempt
from ringtree.calls.call import Call, CallRefused
from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.events import Answered, Failed, LegEvent
from ringtree.calls.ringing import RING_LIMIT_MARGIN
from ringtree.calls.target import Target
from ringtree.calls.targets import extension_target
from ringtree.company.forwarding import Forwarding
from ringtree.company.queue import Queue
from ringtree.prompts.phrases import ACCEPT_CALL
from ringtree.queues.decisions import RefusalCause, Ring, StopReason
from ringtree.queues.explain import explain
from ringtree.queues.hearing import Hearing
from ringtree.queues.wait import Wait

#: Seconds in which whoever answered on a number outside must accept.
ACCEPT_LIMIT = 15.0


class Reporter(Protocol):
    """Who is told what came of the rings."""

    def answered(self, offer_id: str, extension: str) -> None:
        """An agent's phone answered."""

    def refused(self, offer_id: str, extension: str, why: RefusalCause) -> None:
        """An agent's phone can't be rung, or does not want to."""

    def connection_lost(self, entry_id: str) -> None:
        """The agent was gone before the two could be connected."""

    def left_by_key(self, entry_id: str) -> None:
        """The caller has chosen something else than waiting."""


Rung = tuple[str, str]  # offer and extension


class Rings:
    """One caller's rings. `group` owns the tasks in which agents outside are asked to accept."""

    __slots__ = (
        "_asking",
        "_call",
        "_hearing",
        "_queue",
        "_reporter",
        "_step",
        "_stopped",
        "_wait",
        "attempts",
        "group",
    )

    def __init__(
        self,
        call: Call,
        queue: Callable[[], Queue],
        reporter: Reporter,
        step: Callable[..., Any],
        wait: Wait,
        hearing: Hearing,
    ) -> None:
        self._call = call
        self._queue = queue
        self._reporter = reporter
        self._step = step
        self._wait = wait
        self._hearing = hearing
        self.attempts: dict[Rung, Attempt] = {}
        self._asking: dict[Rung, asyncio.Task[None]] = {}
        """Who has answered outside and is asked to accept."""
        self._stopped: set[Rung] = set()
        self.group: asyncio.TaskGroup

    def take(self, offer_id: str, extension: str) -> Attempt:
        """The attempt that has won; it is nobody's to stop any more."""
        return self.attempts.pop((offer_id, extension))

    def ask_no_more(self) -> None:
        """The waiting is over: nobody need accept."""
        for task in self._asking.values():
            task.cancel()

    def hang_up(self) -> None:
        """Hang up on everybody who rings or has answered."""
        for attempt in self.attempts.values():
            attempt.cancel(cause(CauseKind.CANCELLED))

    def stop(self, offer_id: str, extension: str, reason: StopReason) -> None:
        """Let a phone fall silent, or hang up on who answered too late."""
        rung = (offer_id, extension)
        attempt = self.attempts.pop(rung, None)
        if attempt is None:
            self._stopped.add(rung)  # its Ring is still to be carried out
            return
        if (asking := self._asking.pop(rung, None)) is not None:
            asking.cancel()
        attempt.cancel(cause(_CAUSES.get(reason, CauseKind.CANCELLED)))
        self._note_silence()
        self._step(stopped=extension, reason=reason.value)
        if reason is StopReason.NO_ANSWER:
            self._call.timeline.tried(attempt, cause(CauseKind.NO_ANSWER))

    async def ring(self, ring: Ring) -> None:
        """Begin the rings of one wave, with the reasons noted."""
        found = {extension: self._target(extension) for extension in ring.extensions}
        for extension in [one for one, target in found.items() if target is None]:
            self._impossible(ring, (extension,), cause(CauseKind.UNREACHABLE))
        targets = {one: target for one, target in found.items() if target is not None}
        asked = {one for one, target in targets.items() if self._has_to_accept(target)}
        try:
            media = await self._call.media_for(targets.values())
            apart = {one: await self._call.media_apart(targets[one]) for one in asked}
        except CallRefused as refused:
            self._impossible(ring, tuple(targets), refused.cause)
            return
        at = datetime.now(self._call.snapshot.company.zone)
        why = [explain(note, self._hearing.language, at=at) for note in ring.why]
        self._step(rung=list(ring.extensions), strategy=ring.strategy, why=why)
        for extension, target in targets.items():
            own = apart.get(extension, media)
            self._start(
                ring, extension, Attempt(self._call.exchange, target, own, self._on_attempt)
            )

    def _target(self, extension: str) -> Target | None:
        if extension.startswith("+"):
            return self._wait.outside(extension)
        forwarding = self._queue().forwarding
        if forwarding is not Forwarding.IGNORE:
            elsewhere = self._wait.forwarded(extension, forwarding)
            if elsewhere is not None:
                return elsewhere
        return extension_target(self._call.exchange.registrar, self._call.snapshot, extension)

    def _has_to_accept(self, target: Target) -> bool:
        """Whoever answers outside, by the list of agents or by forwarding, may be a mailbox."""
        return target.label.startswith("+") and self._queue().accept

    def _impossible(self, ring: Ring, extensions: tuple[str, ...], why: Cause) -> None:
        """No media or no way just now: the engine tries again, the caller keeps the place."""
        for extension in extensions:
            rung = (ring.offer_id, extension)
            if rung in self._stopped:
                self._stopped.discard(rung)
                continue
            self._step(refused=extension, reason=why.kind.value, said=why.text)
            self._reporter.refused(*rung, RefusalCause.FAILED)

    def _start(self, ring: Ring, extension: str, attempt: Attempt) -> None:
        rung = (ring.offer_id, extension)
        if rung in self._stopped:
            self._stopped.discard(rung)
            return
        self.attempts[rung] = attempt
        limit = ring.ring_time + RING_LIMIT_MARGIN
        why = attempt.start(self._call.id, self._call.presentation, limit)
        if why is not None:
            busy = why.kind is CauseKind.BUSY  # somebody else was quicker to reserve
            self._refused(rung, attempt, why, RefusalCause.BUSY if busy else None)
        else:
            self._call.timeline.ringing.start()

    def _on_attempt(self, attempt: Attempt, event: LegEvent) -> None:
        rung = self._rung(attempt)
        if rung is None:
            return
        match event:
            case Answered():
                self._answered(rung, attempt)
            case Failed(cause=why):
                self._refused(rung, attempt, why)
            case _:
                pass

    def _answered(self, rung: Rung, attempt: Attempt) -> None:
        if not self._has_to_accept(attempt.target):
            self._reporter.answered(*rung)
            return
        # A mailbox on a mobile must neither win the caller nor silence the others.
        self._asking[rung] = self.group.create_task(self._ask(rung, attempt))

    async def _ask(self, rung: Rung, attempt: Attempt) -> None:
        attempt.take_media()
        files = await self._hearing.prepare((ACCEPT_CALL,))
        why = await AcceptanceCheck(attempt).ask(files, ACCEPT_LIMIT) if files else None
        if self._asking.pop(rung, None) is None:
            return  # stopped in the meantime
        self._step(accepted=why is None, extension=rung[1])
        if why is None:
            self._reporter.answered(*rung)
        else:
            self._refused(rung, attempt, why)

    def _rung(self, attempt: Attempt) -> Rung | None:
        return next((rung for rung, one in self.attempts.items() if one is attempt), None)

    def _refused(
        self, rung: Rung, attempt: Attempt, why: Cause, as_: RefusalCause | None = None
    ) -> None:
        del self.attempts[rung]
        self._note_silence()
        self._step(refused=rung[1], reason=why.kind.value, said=why.text)
        self._call.timeline.tried(attempt, why)
        self._reporter.refused(*rung, as_ or _REFUSALS.get(why.kind, RefusalCause.FAILED))

    def _note_silence(self) -> None:
        """The caller waits on, and nobody's phone rings for it any more."""
        if not self.attempts:
            self._call.timeline.ringing.stop()


_CAUSES = {
    StopReason.ANSWERED_ELSEWHERE: CauseKind.ANSWERED_ELSEWHERE,
    StopReason.NO_ANSWER: CauseKind.CANCELLED,
}

_REFUSALS = {
    CauseKind.BUSY: RefusalCause.DECLINED,
    CauseKind.REFUSED: RefusalCause.DECLINED,
    CauseKind.NO_ANSWER: RefusalCause.NO_ANSWER,
    CauseKind.UNREACHABLE: RefusalCause.UNREACHABLE,
}
