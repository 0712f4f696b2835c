"""One agent, then one more along with those who ring, and so on."""

from __future__ import annotations

from collections.abc import Sequence

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.strategies.longest_idle import idle
from ringtree.queues.strategy import Waves, strategy
from ringtree.queues.waves import one_more

CHOSEN = {
    "ru": "звонит вместе с предыдущими ({idle})",
    "en": "rung along with those before ({idle})",
}


@strategy("progressive", chosen=CHOSEN, is_stepwise=True)
def progressive(available: Sequence[Candidate], at: Circumstances) -> Waves:
    """Rank by idle time; each step adds one agent and stops nobody."""
    return one_more(available, idle)
