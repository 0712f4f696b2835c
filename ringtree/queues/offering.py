"""The agents' side: rings waves, takes answers and refusals, sees to one winner."""

from __future__ import annotations

from collections.abc import Callable

from ringtree.queues import announcements, wrap_ups
from ringtree.queues.agent import ActivityInput, Agent
from ringtree.queues.callers import Callers
from ringtree.queues.candidate import Circumstances
from ringtree.queues.decisions import (
    CallBack,
    Connect,
    RefusalCause,
    ReleaseAgent,
    StopReason,
    StopRinging,
)
from ringtree.queues.eligibility import acquaintance, candidates
from ringtree.queues.entry import Entry, EntryInput, EntryKind
from ringtree.queues.floor import Floor, Timer
from ringtree.queues.offer import (
    Offer,
    OfferAction,
    OfferInput,
    OfferState,
    entry_of,
    offer_id_of,
)
from ringtree.queues.settings import CallBackFirst
from ringtree.queues.sparing import spare
from ringtree.queues.wave_rings import WaveRings


class Offering:
    """Feeds offers, and does what they ask for."""

    __slots__ = ("_callers", "_do", "_floor", "_rings")

    def __init__(self, floor: Floor, callers: Callers) -> None:
        self._floor = floor
        self._callers = callers
        self._rings = WaveRings(floor)
        callers.tell_offer = self._tell
        self._do: dict[OfferAction, Callable[[Offer, str, float], None]] = {
            OfferAction.CONNECT: self._connect,
            OfferAction.STOP_ALL: self._stop_all,
            OfferAction.RELEASE: self._release,
            OfferAction.DROP: self._drop,
            OfferAction.NEXT_WAVE: self._next_wave,
            OfferAction.RETURN_CALLER: self._return_caller,
            OfferAction.WRAP_UP: self._wrap_up,
            OfferAction.FREE_WINNER: self._free_winner,
            OfferAction.SPARE_WINNER: self._spare_winner,
        }

    # ----- inputs ------------------------------------------------------------------------------

    def start(self, entry: Entry, now: float) -> None:
        """Offer a waiting caller to the agents available, if the strategy finds any."""
        queue = entry.queue
        available = candidates(entry, self._floor.known, now)
        if not available:
            return
        if _is_called_first(entry):
            self._callers.feed(entry, EntryInput.CALL_BACK, now)
            self._floor.decisions.append(CallBack(entry.entry_id))
            return
        number = self._floor.number()
        at = self._circumstances(entry, number, now)
        waves = queue.strategy.waves(available, at)
        if not any(candidate in available for wave in waves for candidate in wave):
            return  # An offer that could ring nobody would end and begin for ever.
        offer = Offer(offer_id_of(entry.entry_id, number), entry, waves, at, now)
        self._callers.feed(entry, EntryInput.OFFER, now)
        entry.offer = offer
        queue.offers[offer.offer_id] = offer
        self._floor.offers[offer.offer_id] = offer
        self._next_wave(offer, "", now)

    def answered(self, offer_id: str, extension: str, now: float) -> None:
        """An agent picked up."""
        offer = self._floor.offers.get(offer_id)
        if offer is None:
            # An ended offer is forgotten; its row says the same.
            self._floor.decisions.append(ReleaseAgent(offer_id, entry_of(offer_id), extension))
        else:
            self._feed(offer, offer.answer_of(extension), extension, now)

    def refused(self, offer_id: str, extension: str, cause: RefusalCause, now: float) -> None:
        """An agent's ring ended without an answer."""
        offer = self._floor.offers.get(offer_id)
        if offer is None:
            return
        got = offer.refusal_of(extension)
        if got is OfferInput.REFUSED:
            spare(self._floor, offer.entry, offer.ringing[extension], cause, now)
        self._feed(offer, got, extension, now)

    def withdraw(self, agent: Agent, reason: StopReason, now: float) -> None:
        """Stop an agent's ring, whom this offer is not meant for any more."""
        offer = agent.offer
        assert offer is not None
        self._floor.decisions.append(
            StopRinging(offer.offer_id, offer.entry.entry_id, agent.extension, reason)
        )
        self._feed(offer, OfferInput.AGENT_WITHDRAWN, agent.extension, now)

    def wave_over(self, offer_id: str, now: float) -> None:
        """The ring time of a wave has passed."""
        self._feed(self._floor.offers[offer_id], OfferInput.WAVE_OVER, "", now)

    def grow(self, agent: Agent, now: float) -> None:
        """Ring an agent who has become free, and whom nobody else may be offered to, along with a
        wave that would now contain him.

        Of the callers for whom phones ring only the one who has waited longest is looked at.
        """
        for queue in agent.queues:
            if queue.offers and agent.extension in queue.available:
                offer = min(queue.offers.values(), key=lambda ringing: ringing.entry.key)
                self._rings.grow(offer, agent, now)

    def widen(self, entry: Entry, now: float) -> None:
        """Ring those along who may be rung only now, as long as the caller has waited."""
        offer = entry.offer
        if offer is None or offer.state is not OfferState.RINGING:
            return
        for agent in tuple(entry.queue.available.values()):
            if self._rings.may_ring(agent, entry, now):
                self._rings.grow(offer, agent, now)

    # ----- the tables' actions -----------------------------------------------------------------

    def _tell(self, offer: Offer, got: OfferInput, now: float) -> None:
        self._feed(offer, got, "", now)

    def _feed(self, offer: Offer, got: OfferInput, extension: str, now: float) -> None:
        for action in offer.feed(got):
            self._do[action](offer, extension, now)

    def _connect(self, offer: Offer, extension: str, now: float) -> None:
        floor, entry = self._floor, offer.entry
        winner = offer.winner = offer.ringing.pop(extension)
        offer.began = winner.activity_since
        winner.missed.clear()
        winner.act(ActivityInput.ANSWER, now)
        entry.queue.waits.append((now - entry.joined, False))
        del entry.queue.offers[offer.offer_id]
        self._callers.feed(entry, EntryInput.ANSWERED, now)
        entry.queue.counters.connected += 1
        floor.timers.cancel((Timer.WAVE, offer.offer_id, ""))
        floor.decisions.append(Connect(entry.entry_id, offer.offer_id, extension))

    def _stop_all(self, offer: Offer, extension: str, now: float) -> None:
        won = offer.state is OfferState.WON
        reason = StopReason.ANSWERED_ELSEWHERE if won else StopReason.CALLER_LEFT
        for agent in tuple(offer.ringing.values()):
            self._rings.stop(offer, agent, reason, now)
        if not won:
            self._forget(offer)

    def _release(self, offer: Offer, extension: str, now: float) -> None:
        self._floor.decisions.append(ReleaseAgent(offer.offer_id, offer.entry.entry_id, extension))

    def _drop(self, offer: Offer, extension: str, now: float) -> None:
        self._rings.silence(offer, offer.ringing[extension], now)
        if not offer.ringing:
            self._feed(offer, OfferInput.WAVE_OVER, "", now)

    def _next_wave(self, offer: Offer, extension: str, now: float) -> None:
        """Ring the next wave that still has somebody in it."""
        while offer.wave + 1 < len(offer.waves):
            offer.wave += 1
            wanted = offer.waves[offer.wave]
            self._rings.stop_unwanted(offer, wanted, now)
            joining = self._rings.joining(offer, wanted, now)
            if joining or offer.ringing:
                self._rings.ring(offer, joining, now)
                return
        self._rings.stop_unwanted(offer, (), now)
        self._feed(offer, OfferInput.EXHAUSTED, "", now)

    def _return_caller(self, offer: Offer, extension: str, now: float) -> None:
        self._forget(offer)
        self._callers.feed(offer.entry, EntryInput.OFFER_FAILED, now)
        self._floor.stirred[offer.entry.queue] = None
        announcements.resume(self._floor, offer.entry, now)

    def _wrap_up(self, offer: Offer, extension: str, now: float) -> None:
        agent = self._let_go(offer, ActivityInput.CONVERSATION_OVER, now)
        wrap_ups.begin(self._floor, offer, agent, now)

    def _free_winner(self, offer: Offer, extension: str, now: float) -> None:
        agent = self._let_go(offer, ActivityInput.CONNECTION_LOST, now)
        self._floor.refresh(agent)

    def _spare_winner(self, offer: Offer, extension: str, now: float) -> None:
        agent = self._let_go(offer, ActivityInput.CONNECTION_LOST, now)
        spare(self._floor, offer.entry, agent, RefusalCause.DECLINED, now)
        self._floor.refresh(agent)

    # ----- steps -------------------------------------------------------------------------------

    def _circumstances(self, entry: Entry, number: int, now: float) -> Circumstances:
        queue, floor = entry.queue, self._floor
        last = {tier: queue.order[one] for tier, one in queue.last.items() if one in queue.order}
        preferred = {**queue.settings.preferred, **entry.needs.preferred}
        known = acquaintance(entry, floor.known, now)
        return Circumstances(floor.chance(number), last, entry.stopped_at, known, preferred)

    def _let_go(self, offer: Offer, got: ActivityInput, now: float) -> Agent:
        agent = offer.winner
        assert agent is not None
        agent.act(got, now)
        agent.offer = None
        agent.idle_since = now
        self._forget(offer)
        return agent

    def _forget(self, offer: Offer) -> None:
        floor = self._floor
        offer.entry.offer = None
        offer.entry.queue.offers.pop(offer.offer_id, None)
        del floor.offers[offer.offer_id]
        floor.timers.cancel((Timer.WAVE, offer.offer_id, ""))


def _is_called_first(entry: Entry) -> bool:
    is_placeholder = entry.kind is EntryKind.PLACEHOLDER
    return is_placeholder and entry.queue.settings.callback_first is CallBackFirst.CALLER
