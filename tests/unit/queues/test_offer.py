from __future__ import annotations

import pytest

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.errors import IllegalTransition
from ringtree.queues.offer import (
    OFFER,
    Offer,
    OfferAction,
    OfferInput,
    OfferState,
    entry_of,
    offer_id_of,
)
from tests.unit.queues.tables import reachable, unlisted
from tests.unit.queues.test_entry import an_entry


def an_offer(state: OfferState = OfferState.RINGING) -> Offer:
    waves = [[Candidate("101", 0, None)], [Candidate("102", 1, None)]]
    offer = Offer("anna#1", an_entry(), waves, Circumstances(), 1.0)
    offer.state = state
    return offer


def test_every_state_can_be_reached():
    assert reachable(OFFER, OfferState.RINGING) == set(OfferState)


@pytest.mark.parametrize(("state", "got"), unlisted(OFFER, OfferState, OfferInput))
def test_what_the_table_does_not_list_is_refused(state, got):
    offer = an_offer(state)
    with pytest.raises(IllegalTransition, match="offer"):
        offer.feed(got)
    assert offer.state is state


@pytest.mark.parametrize("state", OfferState)
def test_a_late_answer_releases_the_agent_in_every_state(state):
    offer = an_offer(state)
    assert offer.feed(OfferInput.LATE_ANSWER) == (OfferAction.RELEASE,)
    assert offer.state is state


@pytest.mark.parametrize("state", OfferState)
def test_a_late_refusal_does_nothing_in_every_state(state):
    assert an_offer(state).feed(OfferInput.LATE_REFUSAL) == ()


def test_there_is_one_way_to_win():
    wins = [pair for pair, (_, actions) in OFFER.items() if OfferAction.CONNECT in actions]
    assert wins == [(OfferState.RINGING, OfferInput.ANSWERED)]


def test_an_answer_is_judged_by_who_gives_it():
    offer = an_offer()
    assert offer.waves == [("101",), ("102",)]
    assert offer.answer_of("101") is OfferInput.LATE_ANSWER
    offer.ringing["101"] = object()  # type: ignore[assignment]
    assert offer.answer_of("101") is OfferInput.ANSWERED
    assert offer.refusal_of("101") is OfferInput.REFUSED
    assert offer.refusal_of("102") is OfferInput.LATE_REFUSAL


def test_an_id_tells_its_entry():
    assert entry_of(offer_id_of("call#7", 12)) == "call#7"
