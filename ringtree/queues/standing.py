"""What an agent has done in one queue, as strategies count it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(slots=True)
class Standing:
    """Callers answered, and seconds of conversation with them."""

    calls: int = 0
    talk_time: float = 0.0

    def enter_among(self, others: Iterable[Standing]) -> None:
        """Come on duty among these: nobody makes up for what was done in his absence.

        Raised to the minimum of those who are there; who has more already keeps it.
        """
        present = tuple(others)
        if present:
            self.calls = max(self.calls, min(one.calls for one in present))
            self.talk_time = max(self.talk_time, min(one.talk_time for one in present))
