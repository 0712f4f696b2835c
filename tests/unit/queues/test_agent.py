from __future__ import annotations

import pytest

from ringtree.queues.agent import (
    ACTIVITY,
    LINE,
    PRESENCE,
    Activity,
    ActivityInput,
    Agent,
    Line,
    LineInput,
    Presence,
    PresenceInput,
)
from ringtree.queues.candidate import Reason
from ringtree.queues.errors import IllegalTransition
from tests.unit.queues.tables import reachable, unlisted


def an_available_agent() -> Agent:
    agent = Agent("101")
    agent.reachable = True
    return agent


def test_every_state_can_be_reached():
    assert reachable(ACTIVITY, Activity.IDLE) == set(Activity)
    assert reachable(PRESENCE, Presence.LOGGED_OUT) == set(Presence)
    assert reachable(LINE, Line.FREE) == set(Line)


def test_a_person_may_say_and_a_line_may_report_anything_at_any_time():
    assert unlisted(PRESENCE, Presence, PresenceInput) == []
    assert unlisted(LINE, Line, LineInput) == []


@pytest.mark.parametrize(("state", "got"), unlisted(ACTIVITY, Activity, ActivityInput))
def test_what_the_activity_table_does_not_list_is_refused(state, got):
    agent = Agent("101")
    agent.activity = state
    with pytest.raises(IllegalTransition, match="activity"):
        agent.act(got, 1.0)
    assert agent.activity is state


def test_an_agent_nobody_told_anything_about_is_not_reachable():
    assert not Agent("101").is_available


def test_any_one_fact_makes_an_agent_unavailable():
    assert an_available_agent().is_available
    for spoil in (
        lambda a: a.act(ActivityInput.RING, 1),
        lambda a: a.observe(LineInput.OCCUPIED, 1),
        lambda a: a.say(PresenceInput.SET_NOT_READY, 1, "lunch"),
        lambda a: a.say(PresenceInput.LOG_OUT, 1),
        lambda a: setattr(a, "reachable", False),
        lambda a: setattr(a, "rest", Reason.PAUSED),
    ):
        agent = an_available_agent()
        spoil(agent)
        assert not agent.is_available


def test_not_ready_pressed_in_a_conversation_holds_after_it():
    agent = an_available_agent()
    agent.act(ActivityInput.RING, 1)
    agent.act(ActivityInput.ANSWER, 2)
    agent.say(PresenceInput.SET_NOT_READY, 3)
    agent.act(ActivityInput.CONVERSATION_OVER, 4)
    agent.act(ActivityInput.WRAP_UP_OVER, 5)
    assert agent.activity is Activity.IDLE and not agent.is_available


def test_idleness_counts_from_the_hang_up_of_any_call():
    agent = an_available_agent()
    assert agent.idle_since is None
    agent.observe(LineInput.OCCUPIED, 5)
    agent.observe(LineInput.FREED, 9)
    assert agent.idle_since == 9
    assert not agent.observe(LineInput.FREED, 11) and agent.idle_since == 9


def test_an_agent_is_kept_while_anything_is_known_of_him():
    assert Agent("101").is_forgettable
    taken = Agent("101")
    taken.observe(LineInput.OCCUPIED, 1)
    assert not taken.is_forgettable and not an_available_agent().is_forgettable
