"""The rings of one offer: who rings in a wave, who rings along, and who falls silent."""

from __future__ import annotations

from ringtree.queues.agent import ActivityInput, Agent
from ringtree.queues.decisions import RefusalCause, Ring, StopReason, StopRinging
from ringtree.queues.eligibility import barrier, candidates
from ringtree.queues.entry import Entry
from ringtree.queues.floor import Floor, Timer
from ringtree.queues.notes import notes
from ringtree.queues.offer import Offer
from ringtree.queues.sparing import spare


class WaveRings:
    """Starts and stops rings, and keeps offer, agent and floor of one mind about them."""

    __slots__ = ("_floor",)

    def __init__(self, floor: Floor) -> None:
        self._floor = floor

    def may_ring(self, agent: Agent, entry: Entry, now: float) -> bool:
        """Whether the agent is available and nothing keeps him from the caller."""
        is_available = agent.extension in entry.queue.available
        return is_available and barrier(agent, entry, self._floor.known, now) is None

    def joining(self, offer: Offer, wanted: tuple[str, ...], now: float) -> tuple[Agent, ...]:
        """Who of a wave may ring now."""
        found = (offer.entry.queue.agents.get(extension) for extension in wanted)
        return tuple(a for a in found if a is not None and self.may_ring(a, offer.entry, now))

    def ring(self, offer: Offer, joining: tuple[Agent, ...], now: float) -> None:
        """Start a wave: its time runs for those who rang before as well."""
        queue, steps = offer.entry.queue, 0
        if queue.strategy.is_stepwise:
            steps = len(offer.waves) - 1 - offer.wave
        settings = queue.settings
        lasts = settings.ring_step if steps else settings.ring_time
        self._floor.timers.set((Timer.WAVE, offer.offer_id, ""), now + lasts)
        if joining:
            self._ring_also(offer, joining, steps * settings.ring_step + settings.ring_time, now)

    def _ring_also(
        self, offer: Offer, joining: tuple[Agent, ...], ring_time: float, now: float
    ) -> None:
        extensions = tuple(agent.extension for agent in joining)
        why = notes(offer, extensions, self._floor.known, now)
        self._remember_place(offer, joining)
        for agent in joining:
            agent.act(ActivityInput.RING, now)
            agent.idle_since = now
            agent.offer = offer
            offer.ringing[agent.extension] = agent
            self._floor.refresh(agent)
        entry = offer.entry
        name = entry.queue.strategy.name
        self._floor.decisions.append(
            Ring(offer.offer_id, entry.entry_id, extensions, ring_time, why, name)
        )

    def _remember_place(self, offer: Offer, joining: tuple[Agent, ...]) -> None:
        entry, queue = offer.entry, offer.entry.queue
        for agent in joining:
            tier = queue.settings.terms_of(agent.extension).tier
            queue.last[tier] = agent.extension
            entry.stopped_at = queue.order[agent.extension]

    def grow(self, offer: Offer, agent: Agent, now: float) -> None:
        """Ring the agent along, if the wave would now contain him and rings on."""
        queue = offer.entry.queue
        available = candidates(offer.entry, self._floor.known, now)
        ringing = [queue.candidate(a) for e, a in offer.ringing.items() if e in queue.order]
        waves = queue.strategy.waves([*ringing, *available], offer.at)
        wave = {c.extension for c in waves[offer.wave]} if offer.wave < len(waves) else set()
        left = (self._floor.timers.at((Timer.WAVE, offer.offer_id, "")) or now) - now
        if agent.extension in wave and offer.ringing.keys() < wave and left > 0:
            self._ring_also(offer, (agent,), left, now)

    def stop_unwanted(self, offer: Offer, wanted: tuple[str, ...], now: float) -> None:
        """Stop those who let it ring and are not in the coming wave."""
        for agent in [a for e, a in offer.ringing.items() if e not in wanted]:
            spare(self._floor, offer.entry, agent, RefusalCause.NO_ANSWER, now)
            self.stop(offer, agent, StopReason.NO_ANSWER, now)

    def stop(self, offer: Offer, agent: Agent, reason: StopReason, now: float) -> None:
        """Have a phone fall silent."""
        self._floor.decisions.append(
            StopRinging(offer.offer_id, offer.entry.entry_id, agent.extension, reason)
        )
        self.silence(offer, agent, now)

    def silence(self, offer: Offer, agent: Agent, now: float) -> None:
        """The agent's phone rings no more for the offer, whoever ended it."""
        del offer.ringing[agent.extension]
        agent.act(ActivityInput.RING_OVER, now)
        agent.offer = None
        self._floor.refresh(agent)
