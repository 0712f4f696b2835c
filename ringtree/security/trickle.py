"""A source of which only a trickle is read. Pure; instants in seconds."""

from __future__ import annotations

from dataclasses import dataclass

#: Messages let in from a slowed source at once, and each second.
TRICKLE_AT_ONCE, TRICKLE = 4.0, 1.0


@dataclass(slots=True)
class Trickle:
    """A slowed source: how many messages of it may pass."""

    until: float
    why: str
    since: float
    tokens: float = TRICKLE_AT_ONCE
    last: float = 0.0

    def passes(self, now: float) -> bool:
        """Whether one more message is let in."""
        self.tokens = min(TRICKLE_AT_ONCE, self.tokens + (now - self.last) * TRICKLE)
        self.last = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True
