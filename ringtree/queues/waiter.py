"""One caller in a queue: what the caller hears, and the phones that ring for them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import structlog

from ringtree.calls.attempt import Attempt
from ringtree.calls.call import Call, CallRefused
from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.events import Answered, Failed, LegEvent, Played
from ringtree.calls.ringing import RING_LIMIT_MARGIN
from ringtree.calls.targets import extension_target
from ringtree.company.model import Queue
from ringtree.company.prompt import Language
from ringtree.prompts.library import PromptUnavailable
from ringtree.prompts.phrases import place_in_queue
from ringtree.queues.decisions import (
    Announce,
    CallerDecision,
    Connect,
    Leave,
    RefusalCause,
    ReleaseAgent,
    Ring,
    StopReason,
    StopRinging,
)
from ringtree.queues.explain import explain
from ringtree.queues.outcome import QueueOutcome

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class QueueResult:
    """How the waiting ended; `winner` is the agent's attempt if one answered."""

    outcome: QueueOutcome
    winner: Attempt | None
    music: tuple[Path, ...]


class Reporter(Protocol):
    """Who is told what came of the rings."""

    def answered(self, offer_id: str, extension: str) -> None:
        """An agent's phone answered."""

    def refused(self, offer_id: str, extension: str, why: RefusalCause) -> None:
        """An agent's phone can't be rung, or does not want to."""

    def connection_lost(self, entry_id: str) -> None:
        """The agent was gone before the two could be connected."""


Rung = tuple[str, str]  # offer and extension


class Waiter:
    """Plays music and places to a caller, and rings whom the engine chose.

    Rings and announcements need a moment (a media leg, a spoken phrase), so they are done by the
    caller's own task in `run`; everything else is done at once, in `on_decision`.
    """

    __slots__ = (
        "_announcement",
        "_attempts",
        "_call",
        "_language",
        "_music",
        "_music_at",
        "_music_id",
        "_place",
        "_queue",
        "_reporter",
        "_result",
        "_step",
        "_stopped",
        "_todo",
        "_wake",
        "is_connected",
    )

    def __init__(
        self,
        call: Call,
        queue: Queue,
        reporter: Reporter,
        step: Callable[..., Any],
        *,
        language: Language | None = None,
    ) -> None:
        company = call.snapshot.company
        self._call = call
        self._queue = queue
        self._reporter = reporter
        self._step = step
        self._language: Language = queue.language or language or company.language
        self._music = call.exchange.prompts.music(queue.music, company=company.code)
        self._music_id: int | None = None
        self._music_at = 0.0
        self._announcement: int | None = None
        self._place: int | None = None
        self._attempts: dict[Rung, Attempt] = {}
        self._stopped: set[Rung] = set()
        self._todo: deque[Ring | Announce] = deque()
        self._wake = asyncio.Event()
        self._result: QueueResult | None = None
        self.is_connected = False

    async def begin(self) -> None:
        """Get ready: from here on decisions can be carried out."""
        await self._call.callee_media()
        self._play_music()

    async def run(self) -> QueueResult:
        """Carry out decisions until the waiting is over."""
        while self._result is None:
            await self._wake.wait()
            self._wake.clear()
            while self._todo and self._result is None:
                decision = self._todo.popleft()
                if isinstance(decision, Ring):
                    await self._ring(decision)
                else:
                    await self._announce(decision.place or 1)
        if self._result.winner is None:
            self._call.player.stop()
        return self._result

    def stop(self) -> None:
        """Hang up on everybody who rings or has answered for this caller."""
        winner = self._result.winner if self._result else None
        for attempt in (*self._attempts.values(), *([winner] if winner else ())):
            attempt.cancel(cause(CauseKind.CANCELLED))

    # -- decisions

    def on_decision(self, decision: CallerDecision) -> None:
        """Carry out a decision, or have it carried out by the caller's task."""
        match decision:
            case Ring() | Announce():
                self._todo.append(decision)
            case StopRinging():
                self._stop(decision.offer_id, decision.extension, decision.reason)
            case ReleaseAgent():
                self._stop(decision.offer_id, decision.extension, StopReason.ANSWERED_ELSEWHERE)
            case Connect():
                self._connect(decision)
            case Leave():
                self._leave(decision.outcome)
        self._wake.set()

    def _stop(self, offer_id: str, extension: str, reason: StopReason) -> None:
        rung = (offer_id, extension)
        attempt = self._attempts.pop(rung, None)
        if attempt is None:
            self._stopped.add(rung)  # its Ring is still to be carried out
            return
        attempt.cancel(cause(_CAUSES.get(reason, CauseKind.CANCELLED)))
        self._note_silence()
        self._step(stopped=extension, reason=reason.value)
        if reason is StopReason.NO_ANSWER:
            self._call.timeline.tried(attempt, cause(CauseKind.NO_ANSWER))

    def _connect(self, decision: Connect) -> None:
        attempt = self._attempts.pop((decision.offer_id, decision.extension))
        if attempt.leg is None or attempt.leg.is_over:
            self._reporter.connection_lost(self._call.id)
            return
        self.is_connected = True
        attempt.take_media()
        self._step(answered=decision.extension)
        self._result = QueueResult(QueueOutcome.ANSWERED, attempt, self._music)

    def _leave(self, outcome: QueueOutcome) -> None:
        if self._result is None:
            self._result = QueueResult(outcome, None, self._music)

    # -- rings

    async def _ring(self, ring: Ring) -> None:
        exchange, snapshot = self._call.exchange, self._call.snapshot
        targets = [
            extension_target(exchange.registrar, snapshot, extension)
            for extension in ring.extensions
        ]
        try:
            media = await self._call.media_for(targets)
        except CallRefused as refused:
            self._impossible(ring, refused.cause)
            return
        at = datetime.now(snapshot.company.zone)
        why = [explain(note, self._language, at=at) for note in ring.why]
        self._step(rung=list(ring.extensions), strategy=ring.strategy, why=why)
        for target in targets:
            attempt = Attempt(exchange, target, media, self._on_attempt)
            self._start(ring, target.label, attempt)

    def _impossible(self, ring: Ring, why: Cause) -> None:
        """No media for anybody just now: the engine tries again, the caller keeps the place."""
        for extension in ring.extensions:
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
        self._attempts[rung] = attempt
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
                self._reporter.answered(*rung)
            case Failed(cause=why):
                self._refused(rung, attempt, why)
            case _:
                pass

    def _rung(self, attempt: Attempt) -> Rung | None:
        return next((rung for rung, one in self._attempts.items() if one is attempt), None)

    def _refused(
        self, rung: Rung, attempt: Attempt, why: Cause, as_: RefusalCause | None = None
    ) -> None:
        del self._attempts[rung]
        self._note_silence()
        self._step(refused=rung[1], reason=why.kind.value, said=why.text)
        self._call.timeline.tried(attempt, why)
        self._reporter.refused(*rung, as_ or _REFUSALS.get(why.kind, RefusalCause.FAILED))

    def _note_silence(self) -> None:
        """The caller waits on, and nobody's phone rings for it any more."""
        if not self._attempts:
            self._call.timeline.ringing.stop()

    # -- what the caller hears

    def on_caller(self, event: LegEvent) -> None:
        """Go on with the music, or with a newer place, after each announcement."""
        if not isinstance(event, Played):
            return
        if event.playback == self._music_id:
            self._music_at = event.position
        elif event.playback == self._announcement:
            self._announcement = None
            if self._place is not None:
                self._todo.append(Announce(self._call.id, self._place))
                self._wake.set()
            else:
                self._play_music()

    def _play_music(self) -> None:
        self._music_id = self._call.player.loop(self._music, start=self._music_at)

    async def _announce(self, place: int) -> None:
        """Say the place; a place that comes meanwhile waits, and only the latest is said."""
        if self._announcement is not None:
            self._place = place
            return
        self._place = None
        phrase = place_in_queue(place)
        try:
            prompts, code = self._call.exchange.prompts, self._call.snapshot.code
            file = await prompts.prepare(phrase, self._language, company=code)
        except PromptUnavailable as error:
            log.warning("place not announced", call=self._call.id, error=str(error))
            return
        self._step(place=place, played=[phrase.text(self._language)])
        self._announcement = self._call.player.once((file,))


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
