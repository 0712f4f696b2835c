"""What a conversation leaves behind: figures, an acquaintance, and time to write it up."""

from __future__ import annotations

from ringtree.queues.agent import Activity, ActivityInput, Agent
from ringtree.queues.decisions import WrapUpBegan
from ringtree.queues.floor import Floor, Timer
from ringtree.queues.offer import Offer


def begin(floor: Floor, offer: Offer, agent: Agent, now: float) -> None:
    """The conversation is over; the agent has time to write before the next, in any queue."""
    seconds = offer.entry.queue.settings.wrap_up_of(agent.extension)
    _count(offer, agent, seconds, now)
    if offer.entry.caller is not None:
        floor.remember(offer.entry.caller, agent.extension, now)
    if seconds > 0:
        write_until(floor, agent, now + seconds)
        key = offer.entry.queue.settings.key
        floor.decisions.append(WrapUpBegan(agent.extension, key, agent.wrap_up_until))
    else:
        end(floor, agent, now)


def write_until(floor: Floor, agent: Agent, until: float) -> None:
    """Let the wrap-up last until then."""
    agent.wrap_up_until = until
    floor.timers.set((Timer.WRAP_UP, agent.extension, ""), until)


def end(floor: Floor, agent: Agent, now: float) -> None:
    """The agent's time to write is over, or the agent has written enough."""
    floor.timers.cancel((Timer.WRAP_UP, agent.extension, ""))
    agent.act(ActivityInput.WRAP_UP_OVER, now)
    floor.refresh(agent)


def extend(floor: Floor, agent: Agent, seconds: float, now: float) -> None:
    """The agent, who is writing, needs so many seconds more."""
    assert agent.activity is Activity.WRAP_UP
    write_until(floor, agent, max(agent.wrap_up_until, now) + seconds)


def _count(offer: Offer, agent: Agent, wrap_up: float, now: float) -> None:
    queue, since = offer.entry.queue, offer.talking_since
    queue.handling.append(now - offer.began + wrap_up)
    standing = queue.standings.get(agent.extension)
    if standing is not None:  # who has been taken from the queue meanwhile has none
        standing.calls += 1
        standing.talk_time += 0.0 if since is None else now - since
