"""Offers within the dialog, from both sides [RFC 3261 §14, RFC 3311, RFC 3264 §4]."""

from __future__ import annotations

import pytest

from ringtree.sip.dialog.events import (
    Accepted,
    Answered,
    ByeReceived,
    Confirmed,
    Ended,
    EndReason,
    Offered,
    OfferRefused,
)
from ringtree.sip.hop import Hop
from ringtree.sip.transaction.errors import LocalProtocolError
from tests.unit.ladder import after
from tests.unit.sip.dialog.call_ladder import (
    ANSWER,
    OFFER,
    OTHER,
    PEER,
    CallLadder,
    acks,
    acks_refusal,
    asks,
    called,
    calling,
    cancels,
    peer,
    repeats,
    wire_breaks,
    wish,
)


def caller(**how: object) -> CallLadder:
    """We called and talk."""
    return calling(**how) >> peer(200, sdp=ANSWER) << "ACK" << Accepted  # type: ignore[arg-type]


def callee(transport: str = "udp") -> CallLadder:
    """We were called and talk."""
    return called(transport=transport) >> wish("accept", ANSWER) << "200" >> acks() << Confirmed


class TestOurReinvite:
    def test_it_is_answered_and_acknowledged(self) -> None:
        ladder = (
            callee()
            >> wish("reoffer", OTHER) << "INVITE"
            >> peer(100)
            >> peer(200, sdp=ANSWER) << "ACK" << Answered(ANSWER)
            >> peer(200, sdp=ANSWER) << "ACK"
        )  # fmt: skip
        assert ladder.requests["INVITE"].body == OTHER
        assert ladder.requests["ACK"].cseq.number == ladder.requests["INVITE"].cseq.number
        assert ladder.session.remote_sdp == ANSWER

    def test_a_refusal_changes_nothing(self) -> None:
        (
            caller()
            >> wish("reoffer", OTHER) << "INVITE"
            >> peer(488) << "ACK" << OfferRefused(488)
            >> wish("bye") << "BYE"
        ).done()  # fmt: skip

    def test_further_offers_wait_and_the_last_one_counts(self) -> None:
        ladder = (
            caller()
            >> wish("reoffer", OFFER) << "INVITE"
            >> wish("reoffer", ANSWER)
            >> wish("reoffer", OTHER)
            >> peer(200, sdp=ANSWER) << "ACK" << "INVITE" << Answered(ANSWER)
        )  # fmt: skip
        assert ladder.requests["INVITE"].body == OTHER

    @pytest.mark.parametrize("status", [408, 481])
    def test_a_peer_that_lost_the_dialog_is_hung_up(self, status: int) -> None:
        (
            caller()
            >> wish("reoffer", OTHER) << "INVITE"
            >> peer(status) << "ACK" << "BYE" << OfferRefused(status)
            >> peer(481, to="BYE") << Ended(EndReason.LOST)
        ).done()  # fmt: skip

    def test_a_peer_that_does_not_respond_is_hung_up(self) -> None:
        (
            caller(transport="tcp")
            >> wish("reoffer", OTHER) << "INVITE"
            >> after(32.0) << "BYE" << OfferRefused(408)
        ).done()  # fmt: skip

    def test_a_peer_that_never_makes_up_its_mind_is_given_up(self) -> None:
        ladder = (
            caller()
            >> wish("reoffer", OTHER) << "INVITE"
            >> peer(180)
            >> after(120.0) << OfferRefused(408)
            >> peer(200, sdp=ANSWER) << "ACK"
            >> peer(200, sdp=ANSWER) << "ACK"
        )  # fmt: skip
        ladder.done()

    def test_one_still_out_when_the_call_ends_is_not_waited_for(self) -> None:
        ladder = (
            caller()
            >> wish("reoffer", OTHER) << "INVITE"
            >> peer(180)
            >> wish("bye") << "BYE"
            >> peer(200, to="BYE") << Ended(EndReason.HUNG_UP)
            >> after(40.0)
        )  # fmt: skip
        assert len(ladder.layer) == 0

    def test_a_broken_wire_refuses_it(self) -> None:
        (
            caller() >> wish("reoffer", OTHER) << "INVITE" >> wire_breaks() << OfferRefused(503)
        ).done()

    def test_an_offer_of_the_peers_that_we_refuse_ends_the_call(self) -> None:
        (
            caller()
            >> wish("reoffer", None) << "INVITE"
            >> peer(200, sdp=OFFER) << Offered(OFFER, "INVITE")
            >> wish("refuse_offer") << "ACK" << "BYE"
        ).done()  # fmt: skip

    def test_hanging_up_before_answering_the_peers_offer_acknowledges_it(self) -> None:
        (
            caller()
            >> wish("reoffer", None) << "INVITE"
            >> peer(200, sdp=OFFER) << Offered(OFFER, "INVITE")
            >> asks("INVITE", OTHER) << "491"
            >> wish("bye") << "ACK" << "BYE"
            >> wish("answer_offer", ANSWER)
        ).done()  # fmt: skip


class TestOurUpdate:
    def test_it_is_answered_without_an_ack(self) -> None:
        (
            caller()
            >> wish("reoffer", OTHER, "UPDATE") << "UPDATE"
            >> peer(200, to="UPDATE", sdp=ANSWER) << Answered(ANSWER)
        ).done()  # fmt: skip

    def test_it_meets_an_offer_of_the_peers(self) -> None:
        (
            caller(transport="tcp")
            >> wish("reoffer", OTHER, "UPDATE") << "UPDATE"
            >> asks("UPDATE", OFFER) << "491"
            >> peer(491, to="UPDATE")
            >> after(4.0) << "UPDATE"
        ).done()  # fmt: skip


class TestGlare:
    def test_the_caller_waits_longer_than_the_callee(self) -> None:
        refused = caller(transport="tcp") >> wish("reoffer", OTHER) << "INVITE"
        refused = refused >> peer(491) << "ACK"
        (refused >> after(2.09) >> after(1.91) << "INVITE").done()
        refused = callee(transport="tcp") >> wish("reoffer", OTHER) << "INVITE"
        refused = refused >> peer(491) << "ACK"
        (refused >> after(2.0) << "INVITE").done()
        assert refused.requests["INVITE"].body == OTHER

    def test_the_peers_offer_meets_ours(self) -> None:
        (
            caller()
            >> wish("reoffer", OTHER) << "INVITE"
            >> asks("INVITE", OFFER) << "491"
            >> acks_refusal()
            >> asks("UPDATE", OFFER) << "491"
            >> peer(200, sdp=ANSWER) << "ACK" << Answered(ANSWER)
        ).done()  # fmt: skip

    def test_the_peer_may_come_first_while_we_wait_and_ours_follows(self) -> None:
        ladder = (
            caller()
            >> wish("reoffer", OTHER) << "INVITE"
            >> peer(491) << "ACK"
            >> asks("INVITE", OFFER) << Offered(OFFER, "INVITE")
            >> wish("answer_offer", ANSWER) << "200"
            >> acks() << "INVITE"
        )  # fmt: skip
        assert ladder.requests["INVITE"].body == OTHER
        (ladder >> peer(200, sdp=ANSWER) << "ACK" << Answered(ANSWER) >> after(30.0)).done()

    def test_a_newer_wish_replaces_the_waiting_one(self) -> None:
        ladder = (
            caller()
            >> wish("reoffer", OFFER) << "INVITE"
            >> peer(491) << "ACK"
            >> wish("reoffer", OTHER)
            >> after(4.0) << "INVITE"
        )  # fmt: skip
        assert ladder.requests["INVITE"].body == OTHER

    def test_hanging_up_forgets_the_waiting_offer(self) -> None:
        (
            caller(transport="tcp")
            >> wish("reoffer", OTHER) << "INVITE"
            >> peer(491) << "ACK"
            >> wish("bye") << "BYE"
            >> after(5.0)
        ).done()  # fmt: skip


class TestThePeersReinvite:
    def test_it_is_offered_answered_and_repeated_until_the_ack(self) -> None:
        ladder = (
            caller()
            >> asks("INVITE", OTHER) << Offered(OTHER, "INVITE")
            >> wish("answer_offer", ANSWER) << "200"
            >> after(0.5) << "200"
            >> after(1.0) << "200"
            >> asks("INVITE", OFFER) << "491"
            >> acks_refusal()
            >> acks(cseq=2)
            >> after(20.0)
        )  # fmt: skip
        assert ladder.session.remote_sdp == OTHER

    def test_without_an_ack_we_hang_up(self) -> None:
        ladder = (
            caller(transport="tcp")
            >> asks("INVITE", OTHER) << Offered
            >> wish("answer_offer", ANSWER) << "200"
        )  # fmt: skip
        for seconds in (0.5, 1.0, 2.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0):
            ladder = ladder >> after(seconds) << "200"
        (ladder >> after(0.5) << "BYE").done()

    def test_a_refusal_keeps_the_call(self) -> None:
        (
            callee()
            >> asks("INVITE", OTHER) << Offered
            >> wish("refuse_offer") << "488"
            >> acks_refusal()
            >> wish("answer_offer", ANSWER)
            >> asks("UPDATE", OTHER) << Offered(OTHER, "UPDATE")
        ).done()  # fmt: skip

    def test_a_second_one_before_our_answer_is_put_off(self) -> None:
        ladder = callee() >> asks("INVITE", OTHER) << Offered >> asks("INVITE", OFFER) << "500"
        assert ladder.last.get("Retry-After") is not None
        (ladder >> asks("UPDATE", OFFER) << "500").done()

    def test_without_an_offer_it_asks_for_ours_and_answers_in_the_ack(self) -> None:
        ladder = (
            callee()
            >> asks("INVITE") << Offered(None, "INVITE")
            >> wish("answer_offer", OFFER) << "200"
        )  # fmt: skip
        assert ladder.last.body == OFFER
        (ladder >> acks(OTHER) << Answered(OTHER)).done()

    def test_it_may_be_cancelled(self) -> None:
        (
            callee()
            >> asks("INVITE", OTHER) << Offered
            >> cancels() << "200" << "487"
            >> acks_refusal()
            >> wish("answer_offer", ANSWER)
            >> wish("bye") << "BYE"
        ).done()  # fmt: skip

    def test_a_cancel_after_our_answer_changes_nothing(self) -> None:
        (
            callee()
            >> asks("INVITE", OTHER) << Offered
            >> wish("answer_offer", ANSWER) << "200"
            >> cancels() << "200"
            >> acks()
        ).done()  # fmt: skip

    def test_our_offer_waits_for_it(self) -> None:
        (
            callee()
            >> asks("INVITE", OTHER) << Offered
            >> wish("reoffer", OFFER)
            >> wish("answer_offer", ANSWER) << "200"
            >> acks() << "INVITE"
        ).done()  # fmt: skip

    def test_a_bye_leaves_none_unanswered(self) -> None:
        (
            callee()
            >> asks("INVITE", OTHER) << Offered
            >> asks("BYE") << "487" << ByeReceived
            >> wish("confirm_bye") << "200" << Ended
        ).done()  # fmt: skip

    def test_before_the_first_ack_it_is_put_off(self) -> None:
        (called() >> wish("accept", ANSWER) << "200" >> asks("INVITE", OTHER) << "500").done()

    def test_after_our_bye_there_is_no_dialog(self) -> None:
        (callee() >> wish("bye") << "BYE" >> asks("INVITE", OTHER) << "481").done()


class TestThePeersUpdate:
    def test_it_is_offered_and_answered(self) -> None:
        (
            callee()
            >> asks("UPDATE", OTHER) << Offered(OTHER, "UPDATE")
            >> wish("answer_offer", ANSWER) << "200"
            >> repeats("UPDATE") << "200"
            >> after(30.0)
        ).done()  # fmt: skip

    def test_without_an_offer_it_only_moves_the_target(self) -> None:
        ladder = callee() >> asks("UPDATE", Contact="<sip:anna@192.0.2.99:5099>") << "200"
        ladder = ladder >> wish("bye")
        assert ladder.sent[0][1] == PEER._replace(host="192.0.2.99", port=5099)

    def test_before_our_answer_it_is_put_off(self) -> None:
        (called() >> wish("ring") << "180" >> asks("UPDATE", OTHER) << "500").done()

    def test_after_our_bye_there_is_no_dialog(self) -> None:
        (callee() >> wish("bye") << "BYE" >> asks("UPDATE", OTHER) << "481").done()


def test_a_new_contact_is_taken_from_answers_too() -> None:
    ladder = caller() >> wish("reoffer", OTHER) << "INVITE"
    response = ladder.response(200, "INVITE", ANSWER, "peer")
    response.set("Contact", "<sip:moved@192.0.2.88>")
    ladder.take(response)
    assert ladder.sent[0][1] == Hop("udp", "192.0.2.88", 5060)


def test_an_answer_to_nothing_in_the_first_exchange_is_our_bug() -> None:
    ladder = called()
    with pytest.raises(LocalProtocolError):
        ladder.session.answer_offer(ladder.now, ANSWER)
