"""Ringing several targets, at once or wave after wave, until one of them answers.

A queue does not ring through here: its engine decides who wins (`ringtree.queues.rings`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ringtree.calls.attempt import Attempt
from ringtree.calls.callee_media import CalleeMedia
from ringtree.calls.cause import Cause, CauseKind, cause, most_telling
from ringtree.calls.events import Answered, EarlyMedia, Failed, LegEvent, Ringing
from ringtree.calls.exchange import Exchange
from ringtree.calls.presentation import Presentation
from ringtree.calls.target import Target

#: How much longer than the caller's patience a device may ring before its own limit ends it: the
#: ring time is ours to keep, the device's limit only catches what we would otherwise forget.
RING_LIMIT_MARGIN = 5.0


@dataclass(slots=True)
class RingResult:
    """How a ring ended: the attempt that answered, or why none did; and each target's fate."""

    winner: Attempt | None
    cause: Cause
    fates: dict[str, str] = field(default_factory=dict)
    failures: list[tuple[Attempt, Cause]] = field(default_factory=list)


class Ring:
    """One ring of one or more targets; exactly one of them wins.

    `fates` tells of each target by its label what became of it, as long as the ring lasts.
    """

    __slots__ = (
        "_attempts",
        "_causes",
        "_done",
        "_has_more",
        "_on_early",
        "_on_ringing",
        "_open",
        "_quiet",
        "failures",
        "fates",
    )

    def __init__(
        self,
        on_ringing: Callable[[], None],
        fates: dict[str, str] | None = None,
        on_early: Callable[[Attempt], None] | None = None,
    ) -> None:
        """`on_early` is told of whoever is heard before an answer; of several rung, nobody is."""
        self._on_ringing = on_ringing
        self._on_early = on_early
        self._has_more = False
        self._quiet = asyncio.Event()
        self._attempts: list[Attempt] = []
        self._causes: list[Cause] = []
        self._open = 0
        self._done: asyncio.Future[Attempt | None] = asyncio.get_running_loop().create_future()
        self.fates: dict[str, str] = {} if fates is None else fates
        self.failures: list[tuple[Attempt, Cause]] = []

    def start(
        self,
        exchange: Exchange,
        targets: Sequence[Target],
        media: CalleeMedia,
        call_id: str,
        presentation: Presentation,
        ring_time: float,
        *,
        has_more: bool = False,
    ) -> None:
        """Ring every target that can be rung, beside those that ring already.

        With `has_more` the ring is not lost when nobody is left: another wave follows.
        """
        self._has_more = has_more
        self._quiet.clear()
        self._open += len(targets)
        for target in targets:
            attempt = Attempt(exchange, target, media, self._on_attempt)
            self._attempts.append(attempt)
            why = attempt.start(call_id, presentation, ring_time + RING_LIMIT_MARGIN)
            if why is not None:
                self._failed(attempt, why)

    async def pause(self, delay: float) -> bool:
        """Let those who ring go on for `delay` seconds; less if nobody does any more.

        Returns:
            Whether another wave is wanted. Cancelling the pause stops everybody.
        """
        try:
            async with asyncio.timeout(delay):
                await self._quiet.wait()
        except TimeoutError:
            pass
        except BaseException:
            self._stop_others(None)
            raise
        return not self._done.done()

    async def wait(self, ring_time: float) -> RingResult:
        """Wait for the winner at most `ring_time` seconds; whoever did not win stops ringing.

        Cancelling the wait stops everybody: the caller has gone.
        """
        winner = None
        try:
            async with asyncio.timeout(ring_time):
                winner = await self._done
        except TimeoutError:
            if not self._done.cancelled():  # answered in the very moment patience ended
                winner = self._done.result()
            if winner is None:
                self._give_up()
        finally:
            self._stop_others(winner)
        why = cause(CauseKind.NORMAL) if winner else most_telling(self._causes)
        return RingResult(winner, why, self.fates, self.failures)

    def _give_up(self) -> None:
        for attempt in self._attempts:
            if attempt.target.label not in self.fates:
                attempt.cancel(cause(CauseKind.CANCELLED))
                self._note(attempt, cause(CauseKind.NO_ANSWER))

    def _note(self, attempt: Attempt, why: Cause) -> None:
        self.fates[attempt.target.label] = why.kind
        self.failures.append((attempt, why))
        self._causes.append(why)

    def _stop_others(self, winner: Attempt | None) -> None:
        why = CauseKind.ANSWERED_ELSEWHERE if winner else CauseKind.CANCELLED
        for attempt in self._attempts:
            if attempt is not winner:
                attempt.cancel(cause(why))
                self.fates.setdefault(attempt.target.label, why)

    def _on_attempt(self, attempt: Attempt, event: LegEvent) -> None:
        match event:
            case Ringing():
                self._on_ringing()
            case EarlyMedia():
                if self._on_early is not None and len(self._attempts) == 1:
                    self._on_early(attempt)
                else:
                    self._on_ringing()
            case Answered():
                self._answered(attempt)
            case Failed(cause=why):
                self._failed(attempt, why)
            case _:
                pass

    def _answered(self, attempt: Attempt) -> None:
        if self._done.done():
            attempt.cancel(cause(CauseKind.ANSWERED_ELSEWHERE))
            return
        self.fates[attempt.target.label] = "answered"
        attempt.take_media()
        self._done.set_result(attempt)
        self._quiet.set()

    def _failed(self, attempt: Attempt, why: Cause) -> None:
        self._note(attempt, why)
        self._open -= 1
        if self._open:
            return
        self._quiet.set()
        if not self._has_more and not self._done.done():
            self._done.set_result(None)
