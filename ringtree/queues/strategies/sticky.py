"""One agent after another, first of all who talked with this caller last."""

from __future__ import annotations

from collections.abc import Sequence

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.strategies.longest_idle import idle
from ringtree.queues.strategy import Waves, strategy
from ringtree.queues.waves import in_turn

CHOSEN = {
    "ru": "знакомый с клиентом — первым, остальные по времени без звонков ({idle})",
    "en": "who knows the caller first, then the longest idle ({idle})",
}


@strategy("sticky", chosen=CHOSEN)
def sticky(available: Sequence[Candidate], at: Circumstances) -> Waves:
    """The agent this caller knows, whatever his tier; then the longest idle."""
    known = [one for one in available if one.extension == at.known]
    others = [one for one in available if one.extension != at.known]
    return [*in_turn(known, idle), *in_turn(others, idle)]
