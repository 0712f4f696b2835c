"""One caller in a queue: what the caller hears, the keys, and the phones that ring."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from ringtree.calls.acceptance import AcceptanceCheck
from ringtree.calls.attempt import Attempt
from ringtree.calls.call import Call, CallRefused
from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.events import Answered, Failed, LegEvent, Played
from ringtree.calls.ringing import RING_LIMIT_MARGIN
from ringtree.calls.target import Target
from ringtree.calls.targets import extension_target
from ringtree.calls.whisper import whisper
from ringtree.company.forwarding import Forwarding
from ringtree.company.queue import Queue
from ringtree.prompts.phrases import ACCEPT_CALL
from ringtree.prompts.waiting import Whisper
from ringtree.queues.decisions import (
    Announce,
    CallerDecision,
    Connect,
    Leave,
    RefusalCause,
    ReleaseAgent,
    Remind,
    Ring,
    StopReason,
    StopRinging,
)
from ringtree.queues.explain import explain
from ringtree.queues.hearing import Hearing
from ringtree.queues.key_choice import KeyChoice, Typed
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.spoken import noted, phrases
from ringtree.queues.wait import QueueResult, Wait

#: Seconds in which a further key of a longer choice must come.
BETWEEN_KEYS = 2.0
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


class Waiter:
    """Plays to a caller, and rings whom the engine chose.

    Rings and announcements need a moment (a media leg, a spoken phrase), so they are done by the
    caller's own task in `run`; everything else is done at once, in `on_decision`.
    """

    __slots__ = (
        "_ask_queue",
        "_asking",
        "_attempts",
        "_call",
        "_group",
        "_hearing",
        "_joined",
        "_keys",
        "_pause",
        "_reporter",
        "_result",
        "_step",
        "_stopped",
        "_todo",
        "_wait",
        "_wake",
        "_winner",
    )

    def __init__(
        self,
        call: Call,
        queue: Callable[[], Queue],
        reporter: Reporter,
        step: Callable[..., Any],
        wait: Wait,
    ) -> None:
        """`queue` is asked anew each time: its settings may change while the caller waits."""
        self._call = call
        self._ask_queue = queue
        self._reporter = reporter
        self._step = step
        self._wait = wait
        self._hearing = Hearing(call, queue, wait.language)
        self._joined = call.exchange.clock()
        self._keys = KeyChoice(wait.choices)
        self._pause: asyncio.TimerHandle | None = None
        self._attempts: dict[Rung, Attempt] = {}
        self._asking: dict[Rung, asyncio.Task[None]] = {}
        """Who has answered outside and is asked to accept."""
        self._stopped: set[Rung] = set()
        self._todo: deque[Ring | Announce | Remind | Connect] = deque()
        self._wake = asyncio.Event()
        self._winner: Attempt | None = None
        self._result: QueueResult | None = None
        self._group: asyncio.TaskGroup

    @property
    def _queue(self) -> Queue:
        return self._ask_queue()

    @property
    def has_winner(self) -> bool:
        """Whether an agent has answered, and stays."""
        return self._winner is not None

    async def begin(self) -> None:
        """Get ready: from here on decisions can be carried out."""
        await self._call.callee_media()
        await self._hearing.begin(self._queue.greeting)
        self._call.keys.on_key(self._on_key)

    async def run(self) -> QueueResult:
        """Carry out decisions until the waiting is over."""
        try:
            async with asyncio.TaskGroup() as self._group:
                result = await self._until_over()
                for task in self._asking.values():
                    task.cancel()
        finally:
            self._call.keys.on_key(None)
            self._stop_pause()
        if result.winner is None:
            self._call.player.stop()
        return result

    async def _until_over(self) -> QueueResult:
        while self._result is None:
            await self._wake.wait()
            self._wake.clear()
            while self._todo and self._result is None:
                await self._do(self._todo.popleft())
        return self._result

    async def _do(self, decision: Ring | Announce | Remind | Connect) -> None:
        match decision:
            case Ring():
                await self._ring(decision)
            case Connect():
                await self._connect(decision)
            case Announce():
                await self._announce(decision)
            case Remind(index=index) if index < len(self._queue.periodic):
                prompt = self._queue.periodic[index]
                if await self._hearing.say("periodic", (prompt,)):
                    self._step(played=[prompt.text or prompt.file])
            case _:
                pass

    def stop(self) -> None:
        """Hang up on everybody who rings or has answered for this caller."""
        for attempt in (*self._attempts.values(), *([self._winner] if self._winner else ())):
            attempt.cancel(cause(CauseKind.CANCELLED))

    # -- decisions

    def on_decision(self, decision: CallerDecision) -> None:
        """Carry out a decision, or have it carried out by the caller's task."""
        match decision:
            case Ring() | Announce() | Remind() | Connect():
                self._todo.append(decision)
            case StopRinging():
                self._stop(decision.offer_id, decision.extension, decision.reason)
            case ReleaseAgent():
                self._stop(decision.offer_id, decision.extension, StopReason.ANSWERED_ELSEWHERE)
            case Leave():
                self._leave(decision.outcome)
        self._wake.set()

    def _stop(self, offer_id: str, extension: str, reason: StopReason) -> None:
        rung = (offer_id, extension)
        attempt = self._attempts.pop(rung, None)
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

    async def _connect(self, decision: Connect) -> None:
        """Take who has won, who hears who it is before the two hear each other."""
        attempt = self._winner = self._attempts.pop((decision.offer_id, decision.extension))
        if attempt.leg is None or attempt.leg.is_over or not await self._is_told(attempt):
            self._step(lost=decision.extension)
            self._winner = None
            self._reporter.connection_lost(self._call.id)
            return
        self._step(answered=decision.extension)
        self._result = QueueResult(
            QueueOutcome.ANSWERED, attempt, self._hearing.music, agent=decision.extension
        )

    async def _is_told(self, attempt: Attempt) -> bool:
        """Tell the winner the queue and the wait, if so set; whether the winner stays."""
        leg = attempt.leg
        assert leg is not None
        if leg.media is None:
            attempt.take_media()
        if not self._queue.whisper:
            return True
        waited = int((self._call.exchange.clock() - self._joined) // 60)
        phrase = Whisper(self._queue.title, waited)
        files = await self._hearing.prepare((phrase,))
        if not files:
            return True
        self._step(whispered=[phrase.text(self._hearing.language)])
        if await whisper(attempt, files):
            return True
        leg.confirm_end()
        return False

    def _leave(self, outcome: QueueOutcome) -> None:
        if self._result is None:
            key = self._keys.typed if outcome is QueueOutcome.KEY_EXIT else ""
            self._result = QueueResult(outcome, None, self._hearing.music, key=key)

    # -- rings

    async def _ring(self, ring: Ring) -> None:
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
        forwarding = self._queue.forwarding
        if forwarding is not Forwarding.IGNORE:
            elsewhere = self._wait.forwarded(extension, forwarding)
            if elsewhere is not None:
                return elsewhere
        return extension_target(self._call.exchange.registrar, self._call.snapshot, extension)

    def _has_to_accept(self, target: Target) -> bool:
        """Whoever answers outside, by the list of agents or by forwarding, may be a mailbox."""
        return target.label.startswith("+") and self._queue.accept

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
        self._asking[rung] = self._group.create_task(self._ask(rung, attempt))

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

    # -- what the caller hears and presses

    def on_caller(self, event: LegEvent) -> None:
        """Go on with the music, or with what waits to be said, after each announcement."""
        if isinstance(event, Played):
            self._hearing.on_played(event)

    async def _announce(self, told: Announce) -> None:
        if await self._hearing.say("place", phrases(told)):
            self._step(**noted(told, self._hearing.language))

    def _on_key(self) -> None:
        while len(self._call.keys):
            key = self._call.keys.pop()
            self._stop_pause()
            match self._keys.press(key):
                case Typed.CHOSEN:
                    self._choose(self._keys.typed)
                    return
                case Typed.OPEN:
                    loop = asyncio.get_running_loop()
                    self._pause = loop.call_later(BETWEEN_KEYS, self._on_pause)
                case Typed.WRONG:
                    self._step(pressed=key, is_choice=False)
                    self._group.create_task(self._hearing.wrong_key())
                case _:
                    pass

    def _on_pause(self) -> None:
        self._pause = None
        chosen = self._keys.pause()
        if chosen is None:
            self._group.create_task(self._hearing.wrong_key())
        else:
            self._keys.typed = chosen
            self._choose(chosen)

    def _choose(self, key: str) -> None:
        if self._winner is not None:
            self._keys.pause()  # too late: an agent has won, and is being told so
            return
        self._step(pressed=key)
        self._reporter.left_by_key(self._call.id)

    def _stop_pause(self) -> None:
        if self._pause is not None:
            self._pause.cancel()
            self._pause = None


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
