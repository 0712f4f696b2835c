"""A queue of the document: who answers, in which order, and what callers hear meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from ringtree.company.callbacks import Callbacks
from ringtree.company.forwarding import Forwarding
from ringtree.company.part import Key, Part, Seconds, Title
from ringtree.company.prompt import Language, Prompt, Prompts
from ringtree.explained import Explained

#: An internal number, or one of the public network: an agent may answer on a mobile.
AgentNumber = Annotated[str, Field(pattern=r"^([0-9]{2,6}|\+[1-9][0-9]{6,14})$")]
MusicName = Annotated[str, Field(pattern=r"^[\w][\w .-]{0,99}$")]
Level = Annotated[int, Field(ge=1, le=10)]
Levels = Annotated[Mapping[Key, Level], Field(max_length=50)]
Tier = Annotated[int, Field(ge=1, le=9)]

#: What may be set to keep an agent from counting; `tier` is one that does not help yet.
AbsenceName = Literal["logged_out", "not_ready", "unreachable", "busy", "wrap_up", "tier"]


def _once_each(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) < len(values):
        raise Explained("must name each only once", "каждое можно назвать только один раз")
    return values


Absences = Annotated[tuple[AbsenceName, ...], AfterValidator(_once_each)]


class Terms(Part):
    """On which terms one agent serves one queue."""

    tier: Tier = Field(default=1, description="agents of a lower tier are rung first")
    weight: int = Field(
        default=1, ge=1, le=100, description="for weighted_random: rung so many times as often"
    )


class Skills(Part):
    """What an agent must know, and what would suit, as levels from 1 to 10 by name."""

    required: Levels = Field(default_factory=dict, description="who lacks one is not rung")
    preferred: Levels = Field(
        default_factory=dict, description="for the strategy skills: who has them is rung first"
    )
    relax_every: Seconds | None = Field(
        default=None,
        gt=0,
        description="seconds of waiting after which each required level falls by one; null: never",
    )


class ServiceTarget(Part):
    """How well a queue's callers are to be served: who watches it is shown whether they are."""

    percent: int = Field(
        default=80, ge=1, le=100, description="so many of a hundred callers are answered in time"
    )
    within: Seconds = Field(
        default=20.0, ge=1, le=3600, description="seconds of waiting that are in time"
    )
    short: Seconds = Field(
        default=5.0, le=60, description="whoever hangs up within so many seconds counts nowhere"
    )


class Queue(Part):
    """Where callers wait with music until an agent is free. Times are in seconds."""

    name: Key = Field(exclude=True)
    title: Title = Field(description="what people call this queue")

    # ----- who is rung
    strategy: Key = Field(default="longest_idle", description="who is rung, and in which waves")
    agents: tuple[AgentNumber, ...] = Field(
        max_length=1000, description="internal numbers, or outside ones of people on the road"
    )
    language: Language | None = Field(default=None, description="instead of the company's")
    terms: Mapping[AgentNumber, Terms] = Field(
        default_factory=dict, description="tier and weight of agents for whom they are not 1"
    )
    tiers: Mapping[Tier, Seconds] = Field(
        default_factory=dict,
        description="seconds of waiting after which a tier begins to help; not named: at once",
    )
    skills: Skills = Field(default_factory=Skills, description="what agents must know")
    sticky_for: Seconds = Field(
        default=86400.0, description="how long it is remembered who talked with a caller last"
    )
    sticky_wait: Seconds = Field(
        default=0.0, le=600, description="how long a caller is kept for that agent alone"
    )
    ring_time: Seconds = Field(default=20.0, gt=0, description="how long one offer rings")
    ring_step: Seconds = Field(
        default=10.0, gt=0, description="for progressive: after which one more agent rings"
    )
    retry: Seconds = Field(default=2.0, description="pause after an offer nobody answered")
    refusal_pause: Seconds = Field(
        default=30.0, description="before a caller is offered again to who refused him"
    )
    missed_limit: int = Field(
        default=0,
        ge=0,
        le=100,
        description="rings in a row that an agent may miss before being made not ready; 0: any",
    )
    wrap_up: Seconds = Field(default=5.0, description="an agent's time to write after a call")
    whisper: bool = Field(
        default=False, description="tell the agent the queue and the wait before connecting"
    )
    accept: bool = Field(
        default=True, description="whether who answers on an outside number must press 1"
    )
    forwarding: Forwarding = Field(
        default=Forwarding.IGNORE,
        description="whether agents who forward all their calls are rung there: not at all, with"
        " `inside` at colleagues' phones, with `follow` at numbers outside as well",
    )

    # ----- in which order
    head_start: Seconds = Field(
        default=0.0, description="how much longer callers count as waiting than those of others"
    )
    priority_step: Seconds = Field(
        default=600.0, description="how much waiting each level of a caller's priority is worth"
    )
    return_within: Seconds = Field(
        default=120.0, le=3600, description="how long the place of who was cut off is kept"
    )

    # ----- who may wait
    max_wait: Seconds | None = Field(
        default=600.0, gt=0, description="after which the caller overflows; null: never"
    )
    max_waiting: int | None = Field(
        default=None, ge=1, le=10000, description="no more than so many wait; null: any number"
    )
    max_per_agent: float | None = Field(
        default=None, gt=0, le=1000, description="no more than so many for each agent on duty"
    )
    max_estimate: Seconds | None = Field(
        default=None, gt=0, description="nobody joins whose wait would probably be longer"
    )
    join_unless: Absences = Field(
        default=(), description="nobody joins while each agent is in one of these"
    )
    leave_when: Absences = Field(
        default=(), description="everybody is let go once each agent is in one of these"
    )
    leave_grace: Seconds = Field(default=10.0, le=3600, description="for how long that must be so")

    # ----- what is heard
    music: MusicName | tuple[MusicName, ...] = Field(
        default="default", description="names of recordings, one or a list; default: the shipped"
    )
    music_shuffled: bool = Field(default=False, description="whether each caller's begins anew")
    greeting: Prompts = Field(default=(), description="played once, before the music begins")
    announce_place: bool = Field(default=True, description="on entry and when it changes")
    announce_wait: bool = Field(default=False, description="tell the estimated wait as well")
    announce_every: Seconds | None = Field(
        default=None, ge=15, description="tell both again after so long; null: only on change"
    )
    announce_interval: Seconds = Field(
        default=10.0, ge=5, description="not more often than that is a caller told the place"
    )
    announce_limit: int = Field(
        default=20, ge=1, le=100, description="with more people ahead only that is told"
    )
    periodic: Prompts = Field(default=(), description="played one after the other while waiting")
    periodic_every: Seconds = Field(default=60.0, ge=15, description="between two of them")
    periodic_shuffled: bool = Field(default=False, description="in an order of each caller's own")
    periodic_to_first: bool = Field(
        default=False, description="whether the caller who is next is interrupted as well"
    )

    target: ServiceTarget = Field(
        default_factory=ServiceTarget, description="the service level that is wanted"
    )
    callbacks: Callbacks | None = Field(
        default=None, description="how callers are called back who ask for it; none: not at all"
    )

    @property
    def tracks(self) -> tuple[str, ...]:
        """The names of the music, in order."""
        return (self.music,) if isinstance(self.music, str) else self.music

    @property
    def insiders(self) -> tuple[str, ...]:
        """Agents with an internal number."""
        return tuple(agent for agent in self.agents if not agent.startswith("+"))

    def prompts(self) -> Iterator[Prompt]:
        """The queue's own; system phrases are prepared with the system."""
        yield from self.greeting
        yield from self.periodic
