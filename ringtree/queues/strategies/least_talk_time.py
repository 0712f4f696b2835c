"""One agent after another, who has talked least with callers of the queue first."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.strategies.longest_idle import idle
from ringtree.queues.strategy import Waves, strategy
from ringtree.queues.waves import in_turn

CHOSEN = {
    "ru": "разговаривал меньше всех ({time}, {idle})",
    "en": "has talked least ({time}, {idle})",
}


@strategy("least_talk_time", chosen=CHOSEN, measure=attrgetter("talk_time"))
def least_talk_time(available: Sequence[Candidate], at: Circumstances) -> Waves:
    """Rank by seconds of conversation; of equals the longest idle.

    Who comes on duty enters at the minimum of those who are there, and so is not flooded.
    """
    return in_turn(available, lambda agent: (agent.talk_time, idle(agent)))
