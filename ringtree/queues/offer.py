"""A ring offer: one caller offered to agents, wave by wave, until one has won or none is left."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from ringtree.queues.machine import Rows, step

if TYPE_CHECKING:
    from ringtree.queues.agent import Agent
    from ringtree.queues.candidate import Circumstances
    from ringtree.queues.entry import Entry
    from ringtree.queues.strategy import Waves


class OfferState(StrEnum):
    """How far an offer is."""

    RINGING = "ringing"
    WON = "won"
    ENDED = "ended"


class OfferInput(StrEnum):
    """What happens to an offer."""

    ANSWERED = "answered"
    """By an agent who rings."""
    WINNER_AGAIN = "winner again"
    """By the one who has won it already: told twice."""
    LATE_ANSWER = "late answer"
    """By an agent who no longer rings."""
    REFUSED = "refused"
    """By an agent who rings."""
    LATE_REFUSAL = "late refusal"
    """By an agent who no longer rings."""
    AGENT_WITHDRAWN = "agent withdrawn"
    """An agent who rings became not ready or was removed."""
    WAVE_OVER = "wave over"
    """The ring time has passed, or nobody of the wave rings any more."""
    EXHAUSTED = "exhausted"
    """There is no further wave."""
    CALLER_GONE = "caller gone"
    CONVERSATION_OVER = "conversation over"
    CONNECTION_LOST = "connection lost"


class OfferAction(StrEnum):
    """What the engine must do about it."""

    CONNECT = "connect"
    STOP_ALL = "stop all"
    """Silence every phone that still rings; the winner's rings no more."""
    RELEASE = "release"
    """Let go the agent who answered too late."""
    DROP = "drop"
    """The agent's ring is over."""
    NEXT_WAVE = "next wave"
    RETURN_CALLER = "return caller"
    """The caller waits on, at the same place."""
    WRAP_UP = "wrap up"
    FREE_WINNER = "free winner"
    """Free the winner: the caller is not there to be connected."""
    SPARE_WINNER = "spare winner"
    """Free the winner, who could not be connected, and do not offer him this caller at once."""


_S, _I, _A = OfferState, OfferInput, OfferAction

OFFER: Rows[OfferState, OfferInput, OfferAction] = {
    (_S.RINGING, _I.ANSWERED): (_S.WON, (_A.CONNECT, _A.STOP_ALL)),
    # The answer crossed our StopRinging: the caller is being offered to somebody else.
    (_S.RINGING, _I.LATE_ANSWER): (_S.RINGING, (_A.RELEASE,)),
    (_S.RINGING, _I.REFUSED): (_S.RINGING, (_A.DROP,)),
    (_S.RINGING, _I.LATE_REFUSAL): (_S.RINGING, ()),
    (_S.RINGING, _I.AGENT_WITHDRAWN): (_S.RINGING, (_A.DROP,)),
    (_S.RINGING, _I.WAVE_OVER): (_S.RINGING, (_A.NEXT_WAVE,)),
    (_S.RINGING, _I.EXHAUSTED): (_S.ENDED, (_A.RETURN_CALLER,)),
    (_S.RINGING, _I.CALLER_GONE): (_S.ENDED, (_A.STOP_ALL,)),
    # Two agents answered in the same millisecond: the second is let go.
    (_S.WON, _I.LATE_ANSWER): (_S.WON, (_A.RELEASE,)),
    (_S.WON, _I.WINNER_AGAIN): (_S.WON, ()),
    (_S.WON, _I.LATE_REFUSAL): (_S.WON, ()),
    (_S.WON, _I.CONVERSATION_OVER): (_S.ENDED, (_A.WRAP_UP,)),
    (_S.WON, _I.CALLER_GONE): (_S.ENDED, (_A.FREE_WINNER,)),
    (_S.WON, _I.CONNECTION_LOST): (_S.ENDED, (_A.SPARE_WINNER,)),
    # The caller left as the agent picked up.
    (_S.ENDED, _I.LATE_ANSWER): (_S.ENDED, (_A.RELEASE,)),
    (_S.ENDED, _I.LATE_REFUSAL): (_S.ENDED, ()),
}


def offer_id_of(entry_id: str, number: int) -> str:
    """The id of an offer: never used twice, and it tells whose offer it was."""
    return f"{entry_id}#{number}"


def entry_of(offer_id: str) -> str:
    """The entry of an offer, long after both are forgotten."""
    return offer_id.rpartition("#")[0]


class Offer:
    """One caller offered to agents."""

    __slots__ = (
        "at",
        "began",
        "entry",
        "offer_id",
        "ringing",
        "state",
        "talking_since",
        "wave",
        "waves",
        "winner",
    )

    def __init__(
        self, offer_id: str, entry: Entry, waves: Waves, at: Circumstances, now: float
    ) -> None:
        self.offer_id = offer_id
        self.entry = entry
        self.at = at
        """What the strategy went by, besides the agents."""
        self.began = now
        self.talking_since: float | None = None
        """Since when the winner and the caller hear each other."""
        self.waves: Sequence[tuple[str, ...]] = [
            tuple(candidate.extension for candidate in wave) for wave in waves
        ]
        self.wave = -1
        """Index of the wave that rings; -1 before the first."""
        self.ringing: dict[str, Agent] = {}
        self.winner: Agent | None = None
        self.state = OfferState.RINGING

    def feed(self, got: OfferInput) -> tuple[OfferAction, ...]:
        """Move, and return what is to be done.

        Raises:
            IllegalTransition: the engine made a mistake; the state is unchanged.
        """
        self.state, actions = step("offer", OFFER, self.state, got)
        return actions

    def answer_of(self, extension: str) -> OfferInput:
        """Which input an answer of that agent is."""
        if extension in self.ringing:
            return OfferInput.ANSWERED
        if self.winner is not None and self.winner.extension == extension:
            return OfferInput.WINNER_AGAIN
        return OfferInput.LATE_ANSWER

    def refusal_of(self, extension: str) -> OfferInput:
        """Which input a refusal of that agent is."""
        return OfferInput.REFUSED if extension in self.ringing else OfferInput.LATE_REFUSAL
