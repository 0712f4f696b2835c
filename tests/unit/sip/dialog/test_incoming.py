"""The callee's side [RFC 3261 §13.3, §15]."""

from __future__ import annotations

import pytest

from ringtree.sip.dialog.events import (
    ByeReceived,
    Cancelled,
    Confirmed,
    Ended,
    EndReason,
)
from ringtree.sip.transaction.errors import LocalProtocolError
from tests.unit.ladder import after
from tests.unit.sip.dialog.call_ladder import (
    ANSWER,
    OFFER,
    OTHER,
    PEER,
    acks,
    acks_refusal,
    asks,
    called,
    cancels,
    peer,
    repeats,
    wire_breaks,
    wish,
)


def test_a_call_rings_is_answered_and_hung_up_by_the_caller() -> None:
    ladder = called()
    assert ladder.session.remote_sdp == OFFER
    (
        ladder
        >> wish("ring") << "180"
        >> wish("accept", ANSWER) << "200"
        >> acks() << Confirmed(None)
        >> asks("BYE", Reason="Q.850;cause=16") << ByeReceived("Q.850;cause=16")
        >> repeats("BYE")
        >> wish("confirm_bye") << "200" << Ended(EndReason.PEER_HUNG_UP)
        >> repeats("BYE") << "200"
        >> wish("confirm_bye")
        >> after(60.0)
    ).done()  # fmt: skip
    assert len(ladder.agent) == len(ladder.layer) == len(ladder.layer.timers) == 0


def test_a_listener_in_no_hurry_makes_the_transaction_say_trying() -> None:
    (called() >> after(0.2) << "100" >> wish("ring") << "180").done()


def test_a_bye_nobody_confirms_is_answered_after_two_seconds() -> None:
    (
        called()
        >> wish("accept", ANSWER) << "200"
        >> acks() << Confirmed
        >> asks("BYE") << ByeReceived(None)
        >> after(1.9)
        >> after(0.1) << "200" << Ended(EndReason.PEER_HUNG_UP)
    ).done()  # fmt: skip


def test_a_second_bye_while_the_first_is_held_is_answered_with_it() -> None:
    (
        called()
        >> wish("accept", ANSWER) << "200"
        >> acks() << Confirmed
        >> asks("BYE") << ByeReceived
        >> asks("BYE")
        >> wish("bye")
        >> wish("confirm_bye") << "200" << "200" << Ended(EndReason.PEER_HUNG_UP)
    ).done()  # fmt: skip


class TestThe2xx:
    def test_it_is_repeated_until_the_ack(self) -> None:
        (
            called()
            >> wish("accept", ANSWER) << "200"
            >> after(0.5) << "200"
            >> after(1.0) << "200"
            >> repeats("INVITE")
            >> acks() << Confirmed(None)
            >> acks()
            >> after(30.0)
        ).done()  # fmt: skip

    def test_without_an_ack_we_hang_up(self) -> None:
        ladder = called(transport="tcp") >> wish("accept", ANSWER) << "200"
        for seconds in (0.5, 1.0, 2.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0):
            ladder = ladder >> after(seconds) << "200"
        (
            ladder
            >> after(0.5) << "BYE"
            >> peer(200, to="BYE") << Ended(EndReason.NO_ACK)
        ).done()  # fmt: skip

    def test_a_bye_of_ours_waits_for_the_ack(self) -> None:
        (
            called()
            >> wish("accept", ANSWER) << "200"
            >> wish("bye")
            >> after(0.5) << "200"
            >> wish("bye")
            >> acks() << "BYE"
            >> acks()
            >> peer(200, to="BYE") << Ended(EndReason.HUNG_UP)
        ).done()  # fmt: skip

    def test_a_bye_that_overtakes_the_ack_is_taken(self) -> None:
        (
            called()
            >> wish("accept", ANSWER) << "200"
            >> asks("BYE") << ByeReceived(None)
            >> acks()
            >> wish("confirm_bye") << "200" << Ended(EndReason.PEER_HUNG_UP)
        ).done()  # fmt: skip

    def test_both_hang_up_before_the_ack(self) -> None:
        (
            called()
            >> wish("accept", ANSWER) << "200"
            >> wish("bye")
            >> asks("BYE") << "200" << Ended(EndReason.HUNG_UP)
        ).done()  # fmt: skip

    def test_an_ack_of_something_else_is_not_its_ack(self) -> None:
        ladder = called() >> wish("accept", ANSWER) << "200" >> acks(cseq=99)
        ladder.from_tag = "stranger"
        (ladder >> acks() >> after(0.5) << "200").done()


class TestCancel:
    def test_it_ends_the_ringing(self) -> None:
        (
            called()
            >> wish("ring") << "180"
            >> cancels() << "200" << "487" << Cancelled(None) << Ended(EndReason.CANCELLED)
            >> after(0.5) << "487"
            >> acks_refusal()
            >> after(40.0)
        ).done()  # fmt: skip

    def test_an_answer_that_crosses_it_wins(self) -> None:
        (
            called()
            >> wish("accept", ANSWER) << "200"
            >> cancels() << "200"
            >> acks() << Confirmed(None)
            >> asks("BYE") << ByeReceived(None)
        ).done()  # fmt: skip

    def test_wishes_that_cross_it_are_ignored(self) -> None:
        (
            called()
            >> cancels() << "200" << "487" << Cancelled << Ended
            >> wish("ring")
            >> wish("accept", ANSWER)
            >> wish("reject", 486)
            >> wish("end")
        ).done()  # fmt: skip

    def test_before_the_handler_took_the_call_it_is_answered_all_the_same(self) -> None:
        ladder = called()
        ladder.session = None
        ladder.agent._sessions.clear()
        (tx,) = ladder.layer._servers.values()
        tx.owner = None
        invite = ladder.theirs["INVITE"]
        ladder = ladder >> cancels() << "200" << "487"
        ladder.on_request(tx, invite, PEER)
        (ladder >> wish("ring") << Cancelled(None) << Ended(EndReason.CANCELLED)).done()


def test_the_tag_is_the_same_in_every_response() -> None:
    ladder = called()
    tag = ladder.session.local_tag
    (ladder >> wish("ring") << "180")
    assert ladder.last.to.tag == tag
    (ladder >> cancels() << "200")
    assert ladder.last.to.tag == tag
    _ = ladder << "487"
    assert ladder.last.to.tag == tag


def test_a_refusal_carries_its_headers() -> None:
    ladder = (
        called()
        >> wish("reject", 486, "Занято", (("Retry-After", "5"),))
        << "486" << Ended(EndReason.REFUSED)
    )  # fmt: skip
    assert ladder.last.reason == "Занято"
    assert ladder.last.get("Retry-After") == "5"


def test_ringing_for_minutes_is_told_each_minute() -> None:
    (
        called()
        >> wish("ring", 183, ANSWER) << "183"
        >> after(60.0) << "183"
        >> after(60.0) << "183"
        >> wish("accept", ANSWER) << "200"
    ).done()  # fmt: skip


def test_a_bye_before_the_answer_ends_the_early_dialog() -> None:
    (
        called()
        >> wish("ring") << "180"
        >> asks("BYE") << "200" << "487" << Cancelled(None) << Ended(EndReason.PEER_HUNG_UP)
    ).done()  # fmt: skip


def test_byes_that_cross_are_both_answered() -> None:
    (
        called()
        >> wish("accept", ANSWER) << "200"
        >> acks() << Confirmed
        >> wish("bye") << "BYE"
        >> asks("BYE") << "200"
        >> peer(481, to="BYE") << Ended(EndReason.HUNG_UP)
    ).done()  # fmt: skip


def test_a_bye_nobody_answers_ends_the_session_all_the_same() -> None:
    ladder = (
        called(transport="tcp")
        >> wish("accept", ANSWER) << "200"
        >> acks() << Confirmed
        >> wish("bye") << "BYE"
        >> after(32.0) << Ended(EndReason.HUNG_UP)
    )  # fmt: skip
    ladder.done()


def test_a_broken_wire_ends_our_bye() -> None:
    (
        called()
        >> wish("accept", ANSWER) << "200"
        >> acks() << Confirmed
        >> wire_breaks()
        >> wish("bye") << "BYE"
        >> wire_breaks() << Ended(EndReason.HUNG_UP)
    ).done()  # fmt: skip


def test_a_late_offer_is_ours_in_the_2xx_and_answered_in_the_ack() -> None:
    ladder = called(offer=None) >> wish("accept", OFFER) << "200"
    assert ladder.last.body == OFFER
    (ladder >> acks(ANSWER) << Confirmed(ANSWER)).done()
    assert ladder.session.remote_sdp == ANSWER


def test_answering_twice_is_our_bug() -> None:
    ladder = called() >> wish("accept", ANSWER) << "200"
    with pytest.raises(LocalProtocolError):
        ladder.session.accept(ladder.now, ANSWER)


def test_end_fits_every_state() -> None:
    (called() >> wish("end", 480) << "480" << Ended(EndReason.REFUSED) >> wish("end")).done()
    answered = called() >> wish("accept", ANSWER) << "200" >> acks() << Confirmed
    (answered >> wish("end") << "BYE").done()


def test_requests_from_another_dialog_are_not_known() -> None:
    ladder = called() >> wish("ring") << "180"
    ladder.from_tag = "stranger"
    (ladder >> asks("BYE") << "481").done()


def test_a_number_gone_back_is_refused() -> None:
    ladder = called() >> wish("accept", ANSWER) << "200" >> acks() << Confirmed
    ladder.cseq = 0
    (ladder >> asks("INFO") << "500").done()


def test_a_second_invite_before_the_answer_is_refused() -> None:
    ladder = called() >> wish("ring") << "180" >> asks("INVITE", OTHER) << "500"
    assert int(ladder.last.get("Retry-After")) <= 10
