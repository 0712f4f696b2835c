from __future__ import annotations

import pytest

from ringtree.queues.agent import ActivityInput, Agent, LineInput, PresenceInput
from ringtree.queues.candidate import CandidateNote, Reason
from ringtree.queues.notes import notes
from tests.unit.queues.test_offer import an_offer

NOW = 100.0


def _rests(agent: Agent) -> None:
    agent.rest, agent.rest_until = Reason.NO_ANSWER, 102.0


def _rings(agent: Agent) -> None:
    agent.act(ActivityInput.RING, 95.0)


def _talks(agent: Agent) -> None:
    _rings(agent)
    agent.act(ActivityInput.ANSWER, 97.0)


def _wraps_up(agent: Agent) -> None:
    _talks(agent)
    agent.act(ActivityInput.CONVERSATION_OVER, 98.0)
    agent.wrap_up_until = 104.0


def _unregisters(agent: Agent) -> None:
    agent.reachable = False


@pytest.mark.parametrize(
    ("happened", "reason", "seconds"),
    [
        (lambda a: None, Reason.LATER, None),
        (lambda a: setattr(a, "idle_since", 40.0), Reason.LATER, 60.0),
        (_rests, Reason.NO_ANSWER, 2.0),
        (_rings, Reason.RINGING, 5.0),
        (_talks, Reason.TALKING, 3.0),
        (_wraps_up, Reason.WRAP_UP, 4.0),
        (_unregisters, Reason.UNREACHABLE, None),
        (lambda a: a.observe(LineInput.OCCUPIED, 90.0), Reason.OTHER_CALL, 10.0),
        (lambda a: a.say(PresenceInput.LOG_OUT, 90.0), Reason.LOGGED_OUT, None),
    ],
)
def test_the_note_names_what_keeps_the_agent_away(happened, reason, seconds):
    agent = Agent("101")
    agent.reachable = True
    happened(agent)
    offer = an_offer()
    agent.offer = an_offer()
    offer.entry.queue.agents = {"101": agent}
    assert notes(offer, (), {}, NOW) == (CandidateNote("101", reason, seconds),)


def test_a_phone_that_rings_for_this_caller_already_is_told_apart():
    agent, offer = Agent("101"), an_offer()
    _rings(agent)
    agent.offer = offer.entry.offer = offer
    offer.entry.queue.agents = {"101": agent}
    assert notes(offer, (), {}, NOW)[0].reason is Reason.RINGING_HERE


def test_a_refusal_of_this_caller_is_told_with_what_is_left_of_it():
    agent, offer = Agent("101"), an_offer()
    agent.reachable = True
    offer.entry.refused["101"] = 130.0
    offer.entry.queue.agents = {"101": agent}
    assert notes(offer, (), {}, NOW) == (CandidateNote("101", Reason.REFUSED, 30.0),)
