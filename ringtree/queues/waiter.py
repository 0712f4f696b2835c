"""One caller in a queue: carries out what is decided, and takes the caller's keys."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

from ringtree.calls.attempt import Attempt
from ringtree.calls.call import Call
from ringtree.calls.cause import CauseKind, cause
from ringtree.calls.events import LegEvent, Played
from ringtree.calls.whisper import whisper
from ringtree.company.queue import Queue
from ringtree.prompts.waiting import Whisper
from ringtree.queues.decisions import (
    Announce,
    CallerDecision,
    Connect,
    Leave,
    ReleaseAgent,
    Remind,
    Ring,
    StopReason,
    StopRinging,
)
from ringtree.queues.hearing import Hearing
from ringtree.queues.key_choice import KeyChoice, Typed
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.rings import Reporter, Rings
from ringtree.queues.spoken import noted, phrases
from ringtree.queues.wait import QueueResult, Wait

#: Seconds in which a further key of a longer choice must come.
BETWEEN_KEYS = 2.0


class Waiter:
    """Plays to a caller, and rings whom the engine chose.

    Rings and announcements need a moment (a media leg, a spoken phrase), so they are done by the
    caller's own task in `run`; everything else is done at once, in `on_decision`.
    """

    __slots__ = (
        "_ask_queue",
        "_call",
        "_group",
        "_hearing",
        "_joined",
        "_keys",
        "_pause",
        "_reporter",
        "_result",
        "_rings",
        "_step",
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
        self._rings = Rings(call, queue, reporter, step, wait, self._hearing)
        self._joined = call.exchange.clock()
        self._keys = KeyChoice(wait.choices)
        self._pause: asyncio.TimerHandle | None = None
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
                self._rings.group = self._group
                result = await self._until_over()
                self._rings.ask_no_more()
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
                await self._rings.ring(decision)
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
        self._rings.hang_up()
        if self._winner is not None:
            self._winner.cancel(cause(CauseKind.CANCELLED))

    # -- decisions

    def on_decision(self, decision: CallerDecision) -> None:
        """Carry out a decision, or have it carried out by the caller's task."""
        match decision:
            case Ring() | Announce() | Remind() | Connect():
                self._todo.append(decision)
            case StopRinging():
                self._rings.stop(decision.offer_id, decision.extension, decision.reason)
            case ReleaseAgent():
                self._rings.stop(
                    decision.offer_id, decision.extension, StopReason.ANSWERED_ELSEWHERE
                )
            case Leave():
                self._leave(decision.outcome)
        self._wake.set()

    async def _connect(self, decision: Connect) -> None:
        """Take who has won, who hears who it is before the two hear each other."""
        attempt = self._winner = self._rings.take(decision.offer_id, decision.extension)
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
