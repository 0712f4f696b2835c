"""Seeing that a ring which failed is not repeated at once, and that nobody is rung in vain."""

from __future__ import annotations

from ringtree.queues.agent import Agent, Presence, PresenceInput
from ringtree.queues.candidate import Reason
from ringtree.queues.decisions import PresenceChanged, RefusalCause
from ringtree.queues.entry import Entry
from ringtree.queues.floor import Floor, Timer
from ringtree.queues.settings import SHORTEST_PAUSE

#: The reason of who let too many rings go unanswered.
MISSED = "missed"


def spare(floor: Floor, entry: Entry, agent: Agent, cause: RefusalCause, now: float) -> None:
    """Leave the agent alone as the cause asks for, while it still rings."""
    settings = entry.queue.settings
    if cause is RefusalCause.NO_ANSWER:
        floor.rest(agent, Reason.NO_ANSWER, settings.no_answer_pause, now)
        _miss(floor, entry, agent, now)
    elif cause is RefusalCause.DECLINED:
        _remember_refusal(floor, entry, agent, now + settings.pause_after_refusal())
        floor.rest(agent, Reason.PAUSED, SHORTEST_PAUSE, now)
    elif cause is RefusalCause.BUSY:
        # The facts about the line decide from here on; they may be on their way.
        floor.rest(agent, Reason.PAUSED, SHORTEST_PAUSE, now)
    else:
        floor.rest(agent, Reason.PAUSED, settings.pause_after_failure(), now)


def _remember_refusal(floor: Floor, entry: Entry, agent: Agent, until: float) -> None:
    entry.refused[agent.extension] = until
    floor.timers.set((Timer.REFUSAL, entry.entry_id, agent.extension), until)


def _miss(floor: Floor, entry: Entry, agent: Agent, now: float) -> None:
    """Count a ring that was let go by; who lets too many go by is not there."""
    settings = entry.queue.settings
    missed = agent.missed[settings.key] = agent.missed.get(settings.key, 0) + 1
    if settings.missed_limit and missed >= settings.missed_limit:
        agent.say(PresenceInput.SET_NOT_READY, now, MISSED)
        floor.refresh(agent)
        floor.decisions.append(PresenceChanged(agent.extension, Presence.NOT_READY, MISSED))
