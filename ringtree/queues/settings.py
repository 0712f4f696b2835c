"""What the engine must know of one queue.

The engine does not read the company document: who drives it maps the document's queues onto
these, so that a simulated day can change one setting without publishing anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

#: However a queue is set, a ring that fails at once is not repeated sooner than this, in seconds:
#: a phone on "do not disturb" answers within milliseconds and would be rung hundreds of times.
SHORTEST_PAUSE = 1.0

Skills = Mapping[str, int]
"""Levels by the skill's name; 0 is the same as not having it."""

NO_SKILLS: Skills = MappingProxyType({})


class Absence(StrEnum):
    """Why an agent may be set not to count when a caller comes or waits."""

    LOGGED_OUT = "logged_out"
    NOT_READY = "not_ready"
    UNREACHABLE = "unreachable"
    BUSY = "busy"  # rings, talks, or is taken by another call
    WRAP_UP = "wrap_up"
    TIER = "tier"  # of a tier that does not help yet


class CallBackFirst(StrEnum):
    """Who is rung first when a placeholder is due."""

    AGENT = "agent"
    CALLER = "caller"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On which terms one agent serves one queue."""

    tier: int = 1
    """Agents of a lower tier are rung before those of a higher."""
    weight: int = 1
    """For weighted strategies: rung so many times as often as an agent of weight 1."""
    wrap_up: float | None = None
    """The person's own time to write, in seconds; None: the queue's."""
    skills: Skills = field(default_factory=dict)


DEFAULT_TERMS = Terms()


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueSettings:
    """One queue as the engine sees it. All times are in seconds."""

    key: str
    strategy: str = "longest_idle"
    agents: tuple[str, ...] = ()
    """Extensions in the configured order, which breaks ties."""
    terms: Mapping[str, Terms] = field(default_factory=dict)
    """By extension; who is not named serves on `DEFAULT_TERMS`."""

    # ----- ringing
    ring_time: float = 20.0
    """How long one wave rings."""
    ring_step: float = 10.0
    """After which a progressive strategy has one more agent ring."""
    no_answer_pause: float = 2.0
    """An agent who let it ring is offered nobody for that long."""
    retry_pause: float = 2.0
    """An agent whose phone could not be rung is offered nobody for that long."""
    refusal_pause: float = 30.0
    """An agent who refused a caller is not offered that caller again for that long."""
    missed_limit: int = 0
    """An agent who let so many rings in a row go unanswered is made not ready; 0: never."""
    wrap_up: float = 5.0
    """An agent's time to write after a conversation, in all queues."""

    # ----- who is chosen
    tiers: Mapping[int, float] = field(default_factory=dict)
    """When a tier begins to help: once a caller has waited so long. Not named: at once."""
    required: Skills = field(default_factory=dict)
    preferred: Skills = field(default_factory=dict)
    relax_every: float | None = None
    """Each required level falls by one every so often; None: never."""
    sticky_for: float = 86400.0
    """For how long it is remembered which agent talked with a caller."""
    sticky_wait: float = 0.0
    """For how long a caller is kept for that agent, who is on duty, before others are rung."""

    # ----- in which order
    head_start: float = 0.0
    """How much longer this queue's callers count as waiting than those of others."""
    priority_step: float = 600.0
    """How much longer a caller counts as waiting for each level of priority."""
    level_within: float = 20.0
    """Seconds of waiting within which a caller counts as served in time."""
    level_short: float = 5.0
    """Who hangs up within so many seconds counts as nobody who waited."""
    return_within: float = 120.0
    """Who was cut off and calls again within that time has the place back; 0: nobody."""

    # ----- who may wait
    max_wait: float | None = 600.0
    """After which a caller who is not connected overflows; None: never."""
    max_waiting: int | None = None
    """No more than so many wait."""
    max_per_agent: float | None = None
    """No more than so many for each agent on duty; whoever finds the queue empty may join."""
    max_estimate: float | None = None
    """Nobody joins whose wait would probably be longer."""
    join_unless: frozenset[Absence] = frozenset()
    """Nobody joins if each agent is in one of these; empty: joins regardless."""
    leave_when: frozenset[Absence] = frozenset()
    """Everybody leaves once each agent is in one of these; empty: nobody does."""
    leave_grace: float = 10.0
    """For how long that must be so."""

    # ----- what is told
    announce_place: bool = True
    announce_interval: float = 10.0
    """The place is not announced to one caller more often than that."""
    announce_every: float | None = None
    """The place is told again after so long even if it has not changed."""
    announce_limit: int = 20
    """With more people than that ahead only so much is told."""
    announce_wait: bool = False
    """Whether the estimated wait is told with the place."""
    periodic: int = 0
    """How many periodic announcements there are."""
    periodic_every: float = 60.0
    periodic_shuffled: bool = False
    periodic_to_first: bool = False
    """Whether the caller who is next is interrupted as well."""

    # ----- callbacks
    callback_first: CallBackFirst = CallBackFirst.AGENT

    def terms_of(self, extension: str) -> Terms:
        """The terms on which an agent serves this queue."""
        return self.terms.get(extension, DEFAULT_TERMS)

    def wrap_up_of(self, extension: str) -> float:
        """An agent's time to write after a conversation of this queue."""
        own = self.terms_of(extension).wrap_up
        return self.wrap_up if own is None else own

    def pause_after_refusal(self) -> float:
        """How long the refused caller is kept from the agent."""
        return max(self.refusal_pause, SHORTEST_PAUSE)

    def pause_after_failure(self) -> float:
        """How long an agent whose phone could not be rung is left alone."""
        return max(self.retry_pause, SHORTEST_PAUSE)
