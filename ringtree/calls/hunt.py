"""In which order several targets ring: all together, one after the other, or wave after wave."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import repeat

from ringtree.calls.attempt import Attempt
from ringtree.calls.call import Call
from ringtree.calls.callee_media import CalleeMedia
from ringtree.calls.cause import Cause, most_telling
from ringtree.calls.ringing import Ring, RingResult
from ringtree.calls.target import Target


class Order(StrEnum):
    """Who rings when."""

    TOGETHER = "together"
    IN_ORDER = "in_order"  # the next one when the one before has not answered
    WAVES = "waves"  # the next ones join those who ring already


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Whom to ring and how.

    `ring_time` is in seconds: of each target in order, of the whole otherwise. A further wave
    begins `delay` seconds after the one before, or its own of `delays`, or at once if nobody of
    those rings any more.
    `early`: what a carrier lets us hear before the answer is what the caller hears.
    """

    waves: Sequence[Sequence[Target]]
    order: Order = Order.TOGETHER
    ring_time: float
    delay: float = 0.0
    early: bool = False
    delays: tuple[float, ...] = ()

    @property
    def targets(self) -> list[Target]:
        """Everybody."""
        return [target for wave in self.waves for target in wave]


@dataclass(slots=True)
class Hunt:
    """One search for somebody who answers this call. `fates` grow while it goes on."""

    call: Call
    plan: Plan
    fates: dict[str, str] = field(default_factory=dict)

    async def run(self) -> RingResult:
        """Ring by the plan; cancelling it stops everybody.

        Raises:
            CallRefused: there is no media for another leg.
        """
        media = await self.call.media_for(self.plan.targets)
        if self.plan.order is Order.IN_ORDER:
            return await self._in_order(media)
        return await self._in_waves(media)

    async def _in_waves(self, media: CalleeMedia) -> RingResult:
        plan, ring = self.plan, self._ring()
        waves = plan.waves if plan.order is Order.WAVES else [plan.targets]
        loop = asyncio.get_running_loop()
        end = loop.time() + plan.ring_time
        for wave, delay in zip(waves[:-1], plan.delays or repeat(plan.delay), strict=False):
            self._start(ring, wave, media, has_more=True)
            if not await ring.pause(delay):
                return await ring.wait(0)
        self._start(ring, waves[-1], media)
        return await ring.wait(end - loop.time())

    async def _in_order(self, media: CalleeMedia) -> RingResult:
        failures: list[tuple[Attempt, Cause]] = []
        for target in self.plan.targets:
            ring = self._ring()
            self._start(ring, [target], media)
            result = await ring.wait(self.plan.ring_time)
            failures += result.failures
            if result.winner is not None:
                return RingResult(result.winner, result.cause, self.fates, failures)
        why = most_telling([cause for _, cause in failures])
        return RingResult(None, why, self.fates, failures)

    def _ring(self) -> Ring:
        return Ring(self.call.ring, self.fates, self.call.overhear if self.plan.early else None)

    def _start(
        self, ring: Ring, targets: Sequence[Target], media: CalleeMedia, *, has_more: bool = False
    ) -> None:
        call = self.call
        ring.start(
            call.exchange,
            targets,
            media,
            call.id,
            call.presentation,
            self.plan.ring_time,
            has_more=has_more,
        )
