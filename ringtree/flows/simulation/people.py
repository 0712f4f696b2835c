"""Who picks up when imagined people are rung, and after how long; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ringtree.calls.cause import Cause, CauseKind, cause, most_telling
from ringtree.calls.hunt import Order
from ringtree.company.model import Company
from ringtree.flows.control import DialRequest
from ringtree.flows.simulation.forwarded import reached
from ringtree.flows.simulation.script import RINGING, Agents, Manner
from ringtree.flows.trace import FlowTrace

_FATES = {
    Manner.FREE: CauseKind.NORMAL,
    Manner.BUSY: CauseKind.BUSY,
    Manner.NONE: CauseKind.UNREACHABLE,
    Manner.AWAY: CauseKind.NO_ANSWER,
}


@dataclass(frozen=True, slots=True)
class Rung:
    """What came of ringing: who picked up, after how many seconds it ended, and each one's fate."""

    winner: str | None
    seconds: float
    fates: Mapping[str, str] = field(default_factory=dict)

    @property
    def cause(self) -> Cause:
        """Why nobody picked up; normal if somebody did."""
        if self.winner is not None:
            return cause(CauseKind.NORMAL)
        return most_telling([cause(CauseKind(fate)) for fate in self.fates.values()])


def ring_people(company: Company, agents: Agents, request: DialRequest, trace: FlowTrace) -> Rung:
    """Ring people and groups as they behave; whoever is led elsewhere is noted in the trace."""
    fates: dict[str, str] = {}
    won, ends = None, 0.0
    for extension, manner, begins, limit in tuple(_rings(company, agents, request, trace)):
        if won is not None and request.order is Order.IN_ORDER:
            break
        if manner is Manner.FREE and limit > RINGING and won is None:
            won, ends = extension, begins + RINGING
        elif won is None and manner in (Manner.FREE, Manner.AWAY):
            ends = max(ends, begins + limit)
        fates[extension] = _fate(manner, is_winner=won == extension, has_winner=bool(won))
    return Rung(won, ends, fates)


def ring_outside(company: Company, agents: Agents, number: str, ring_time: float) -> Rung:
    """Ring a number of the public network as it behaves."""
    is_own = company.number(number) is not None
    manner = Manner.NONE if is_own or not company.trunks else agents.outside(number)
    won = manner is Manner.FREE and ring_time > RINGING
    rings = manner in (Manner.FREE, Manner.AWAY)
    fate = _fate(manner, is_winner=won, has_winner=won)
    seconds = RINGING if won else ring_time if rings else 0.0
    return Rung(number if won else None, seconds, {number: fate})


def _rings(
    company: Company, agents: Agents, request: DialRequest, trace: FlowTrace
) -> Iterator[tuple[str, Manner, float, float]]:
    """Whom to ring, when each begins and how long at most; each person once."""
    seen: set[str] = set()
    begins = 0.0
    for name in request.targets:
        group = company.groups.get(name)
        named = [one for one in (group.extensions if group else (name,)) if one not in seen]
        seen.update(named)
        members = [reached(agents, one, request.forwarding, trace) for one in named]
        for one, manner in members:
            if request.order is not Order.IN_ORDER:
                yield one, manner, begins, request.ring_time - begins
                continue
            yield one, manner, begins, request.ring_time
            if manner is Manner.AWAY:
                begins += request.ring_time
        rings = any(manner in (Manner.FREE, Manner.AWAY) for _, manner in members)
        if request.order is Order.WAVES and rings:
            begins = min(begins + request.delay, request.ring_time)


def _fate(manner: Manner, *, is_winner: bool, has_winner: bool) -> str:
    """What a live call's trace says of somebody who was rung."""
    if is_winner:
        return "answered"
    if has_winner and manner in (Manner.FREE, Manner.AWAY):
        return CauseKind.ANSWERED_ELSEWHERE.value
    return CauseKind.NO_ANSWER.value if manner is Manner.FREE else _FATES[manner].value
