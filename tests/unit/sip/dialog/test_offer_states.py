"""The table of offer and answer within a dialog."""

from __future__ import annotations

import pytest

from ringtree.sip.dialog.offer_states import TRANSITIONS, Action, Input, State
from ringtree.sip.transaction.errors import LocalProtocolError
from tests.unit.sip.dialog.call_ladder import called
from tests.unit.sip.transaction.tables import leads_to, reachable, unlisted


@pytest.mark.parametrize(("state", "given"), unlisted(TRANSITIONS, State, Input))
def test_an_unlisted_input_is_refused_and_changes_nothing(state: State, given: Input) -> None:
    ladder = called()
    offers = ladder.session.offers
    offers.state = state
    with pytest.raises(LocalProtocolError):
        offers.feed(given, ladder.now)
    assert not offers.hear(given, ladder.now)
    assert offers.state is state
    ladder.settle()
    ladder.done()


def test_every_state_is_reached_and_every_one_leads_back() -> None:
    assert reachable(TRANSITIONS, State.INITIAL) == set(State)
    assert leads_to(TRANSITIONS, State.STABLE) == set(State)


def test_a_kept_offer_is_looked_for_whenever_it_is_our_turn_again() -> None:
    for (state, _), (there, actions) in TRANSITIONS.items():
        if there is State.STABLE and state is not State.STABLE:
            assert Action.NEXT in actions or Action.HANG_UP in actions


@pytest.mark.parametrize("state", State)
def test_an_offer_of_the_peers_is_never_left_without_an_answer(state: State) -> None:
    refusals = {Action.SEND_491, Action.SEND_500, Action.TELL_OFFERED}
    for given in (Input.RECV_REINVITE, Input.RECV_UPDATE):
        assert refusals & set(TRANSITIONS[state, given][1])
