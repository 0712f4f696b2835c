"""One agent after another, who has answered fewest callers of the queue first."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.strategies.longest_idle import idle
from ringtree.queues.strategy import Waves, strategy
from ringtree.queues.waves import in_turn

CHOSEN = {
    "ru": "меньше всех звонков ({calls}, {idle})",
    "en": "has had the fewest calls ({calls}, {idle})",
}


@strategy("fewest_calls", chosen=CHOSEN, measure=attrgetter("calls"))
def fewest_calls(available: Sequence[Candidate], at: Circumstances) -> Waves:
    """Rank by calls answered; of equals the longest idle.

    Who comes on duty enters at the minimum of those who are there, and so is not flooded.
    """
    return in_turn(available, lambda agent: (agent.calls, idle(agent)))
