"""The figures of one agent over one stretch of time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ringtree.figures.callback_attempt import CallbackAttempt
from ringtree.figures.duty import Duty
from ringtree.figures.spread import Spread, spread
from ringtree.figures.visit import Visit

_MISSED = frozenset({"no_answer"})
_REFUSED = frozenset({"refused", "busy", "declined"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentFigures:
    """What one agent did for the queues; times in seconds.

    An agent's visits lie where their callers joined: the conversation of somebody who joined at
    9:59 belongs to the stretch that ends at ten.
    """

    answered: int
    offered: int
    """Rings of the agent's phone."""
    missed: int
    refused: int
    ringing: float
    talking: float
    wrap_up: float
    held: float
    """Waiting, having answered, while somebody was called back."""
    unreached: int
    """Callbacks answered for which nobody was reached."""
    handle: Spread
    duty: Duty = field(default_factory=Duty)

    @property
    def occupancy(self) -> float | None:
        """Busy with callers (ringing, held, talking, wrap-up) of the time ready; None: never."""
        busy = self.ringing + self.held + self.talking + self.wrap_up
        return min(1.0, busy / self.duty.ready) if self.duty.ready else None

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        occupancy = self.occupancy
        return {
            "answered": self.answered,
            "offered": self.offered,
            "missed": self.missed,
            "refused": self.refused,
            "ringing": round(self.ringing, 1),
            "talking": round(self.talking, 1),
            "wrap_up": round(self.wrap_up, 1),
            "held": round(self.held, 1),
            "unreached": self.unreached,
            "handle": self.handle.to_dict(),
            "occupancy": None if occupancy is None else round(occupancy, 4),
            **self.duty.to_dict(),
        }


def agent_figures(
    extension: str, visits: Iterable[Visit], duty: Duty, attempts: Iterable[CallbackAttempt] = ()
) -> AgentFigures:
    """Count what was one agent's of the visits, and of the callbacks that reached nobody."""
    visits, attempts = tuple(visits), tuple(attempts)
    own = [visit for visit in visits if visit.agent == extension]
    vain = [attempt for attempt in attempts if attempt.agent == extension]
    rung = [*(visit.rings for visit in visits), *(attempt.rings for attempt in attempts)]
    rings = [ring for one in rung for ring in one if ring.extension == extension]
    return AgentFigures(
        answered=len(own),
        offered=len(rings),
        missed=sum(ring.fate in _MISSED for ring in rings),
        refused=sum(ring.fate in _REFUSED for ring in rings),
        ringing=sum(ring.seconds for ring in rings),
        talking=sum(visit.talked for visit in own),
        wrap_up=sum(visit.wrap_up for visit in own),
        held=sum(visit.held for visit in own) + sum(attempt.held for attempt in vain),
        unreached=len(vain),
        handle=spread(visit.handled for visit in own),
        duty=duty,
    )
