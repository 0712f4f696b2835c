"""The table of a session's life."""

from __future__ import annotations

import pytest

from ringtree.sip.dialog.call_states import TRANSITIONS, Action, Input, State
from ringtree.sip.transaction.errors import LocalProtocolError
from tests.unit.sip.dialog.call_ladder import called, calling
from tests.unit.sip.transaction.tables import leads_to, reachable, unlisted


@pytest.mark.parametrize(("state", "given"), unlisted(TRANSITIONS, State, Input))
def test_an_unlisted_input_is_refused_and_changes_nothing(state: State, given: Input) -> None:
    for ladder in (called(), calling()):
        ladder.session.state = state
        with pytest.raises(LocalProtocolError):
            ladder.session.feed(given, ladder.now)
        assert not ladder.session.hear(given, ladder.now)
        assert ladder.session.state is state
        ladder.settle()
        ladder.done()


def test_every_state_is_reached_and_every_one_ends() -> None:
    assert reachable(TRANSITIONS, State.INVITED) | reachable(TRANSITIONS, State.CALLING) == set(
        State
    )
    assert leads_to(TRANSITIONS, State.ENDED) == set(State)


def test_the_end_is_told_on_entering_ended_and_only_there() -> None:
    for (state, _), (there, actions) in TRANSITIONS.items():
        entering = there is State.ENDED and state is not State.ENDED
        assert (Action.END in actions) is entering
        assert Action.END not in actions[:-1]
