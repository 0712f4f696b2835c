"""What the engine must know of one queue.

The engine does not read the company document: who drives it maps the document's queues onto
these, so that a simulated day can change one setting without publishing anything.
"""

from __future__ import annotations

from dataclasses import dataclass

#: However a queue is set, a ring that fails at once is not repeated sooner than this, in seconds:
#: a phone on "do not disturb" answers within milliseconds and would be rung hundreds of times.
SHORTEST_PAUSE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueSettings:
    """One queue as the engine sees it. All times are in seconds."""

    key: str
    strategy: str = "longest_idle"
    agents: tuple[str, ...] = ()
    """Extensions in the configured order, which breaks ties."""
    ring_time: float = 20.0
    """How long one wave rings."""
    no_answer_pause: float = 2.0
    """An agent who let it ring is offered nobody for that long."""
    retry_pause: float = 2.0
    """An agent whose phone could not be rung is offered nobody for that long."""
    refusal_pause: float = 30.0
    """An agent who refused a caller is not offered that caller again for that long."""
    wrap_up: float = 5.0
    """An agent's time to write after a conversation, in all queues."""
    max_wait: float | None = 600.0
    """After which a caller who is not connected overflows; None: never."""
    announce_place: bool = True
    announce_interval: float = 10.0
    """The place is not announced to one caller more often than that."""

    def pause_after_refusal(self) -> float:
        """How long the refused caller is kept from the agent."""
        return max(self.refusal_pause, SHORTEST_PAUSE)

    def pause_after_failure(self) -> float:
        """How long an agent whose phone could not be rung is left alone."""
        return max(self.retry_pause, SHORTEST_PAUSE)
