"""The caller's side [RFC 3261 §9.1, §13.2]."""

from __future__ import annotations

import pytest

from ringtree.sip.dialog.authorization import Credentials
from ringtree.sip.dialog.call_states import State
from ringtree.sip.dialog.events import Accepted, Ended, EndReason, Offered, Provisional, Rejected
from ringtree.sip.hop import Hop
from ringtree.sip.transaction.errors import LocalProtocolError
from tests.unit.ladder import after
from tests.unit.sip.dialog.call_ladder import (
    ANSWER,
    OFFER,
    OTHER,
    CallLadder,
    Rung,
    asks,
    calling,
    peer,
    wire_breaks,
    wish,
)

CHALLENGE = 'Digest realm="carrier", nonce="abc", algorithm=MD5, qop="auth"'


def talking(**how: object) -> CallLadder:
    return (
        calling(**how)  # type: ignore[arg-type]
        >> peer(200, sdp=ANSWER) << "ACK" << Accepted(ANSWER)
    )  # fmt: skip


def test_a_call_rings_is_answered_and_hung_up_by_us() -> None:
    ladder = (
        calling()
        >> peer(100)
        >> peer(180) << Provisional(180, None)
        >> peer(200, sdp=ANSWER) << "ACK" << Accepted(ANSWER)
        >> wish("bye", (("Reason", "Q.850;cause=16"),)) << "BYE"
        >> peer(200, to="BYE") << Ended(EndReason.HUNG_UP)
        >> after(60.0)
    )  # fmt: skip
    assert ladder.done().requests["BYE"].get("Reason") == "Q.850;cause=16"
    assert len(ladder.agent) == len(ladder.layer) == len(ladder.layer.timers) == 0


def test_early_media_reaches_the_listener() -> None:
    (calling() >> peer(183, sdp=ANSWER) << Provisional(183, ANSWER)).done()


def test_ringing_outlives_timer_b_and_ends_with_our_own_limit() -> None:
    (
        calling(ring_limit=300.0)
        >> peer(180) << Provisional(180, None)
        >> after(299.0)
        >> after(1.0) << "CANCEL"
        >> peer(200, to="CANCEL")
        >> peer(487) << "ACK" << Ended(EndReason.NO_ANSWER)
    ).done()  # fmt: skip


def test_a_peer_that_says_nothing_is_given_up_at_timer_b() -> None:
    ladder = calling()
    for _ in range(6):
        ladder.agent.handle_timers(ladder.now)
        ladder = ladder >> after((ladder.layer.next_timer() or 0.0) - ladder.now) << "INVITE"
    (ladder >> after(1.0) << Ended(EndReason.TIMEOUT)).done()


def test_a_peer_that_cannot_be_reached_ends_it() -> None:
    (calling() >> wire_breaks() << Ended(EndReason.UNREACHABLE)).done()


def test_a_refusal_is_told_with_its_response() -> None:
    ladder = calling() >> peer(486) << "ACK"
    rejected, ended = ladder.heard
    assert (rejected.status, rejected.headers.status) == (486, 486)
    assert ended == Ended(EndReason.REJECTED)


class TestCancel:
    def test_it_is_held_until_the_first_provisional(self) -> None:
        (
            calling()
            >> wish("cancel")
            >> peer(100) << "CANCEL"
            >> peer(200, to="CANCEL")
            >> peer(487) << "ACK" << Ended(EndReason.WITHDRAWN)
        ).done()  # fmt: skip

    def test_a_200_that_comes_instead_of_the_provisional_is_acked_and_hung_up(self) -> None:
        (
            calling()
            >> wish("cancel")
            >> peer(200, sdp=ANSWER) << "ACK" << "BYE"
            >> peer(200, to="BYE") << Ended(EndReason.WITHDRAWN)
        ).done()  # fmt: skip

    def test_a_200_that_crosses_it_is_acked_and_hung_up(self) -> None:
        (
            calling()
            >> peer(180) << Provisional(180, None)
            >> wish("cancel") << "CANCEL"
            >> wish("cancel")
            >> peer(200, sdp=ANSWER) << "ACK" << "BYE"
            >> peer(200, sdp=ANSWER) << "ACK"
            >> peer(200, to="CANCEL")
            >> peer(200, to="BYE") << Ended(EndReason.WITHDRAWN)
            >> peer(200, sdp=ANSWER) << "ACK"
        ).done()  # fmt: skip

    def test_a_peer_that_ignores_it_is_given_up(self) -> None:
        (
            calling()
            >> peer(180) << Provisional(180, None)
            >> wish("cancel") << "CANCEL"
            >> peer(200, to="CANCEL")
            >> after(32.0) << Ended(EndReason.WITHDRAWN)
            # and if it answers even later, nobody is left hanging
            >> peer(200, sdp=ANSWER) << "ACK" << "BYE"
        ).done()  # fmt: skip

    def test_a_refusal_while_it_is_held_ends_the_call(self) -> None:
        (calling() >> wish("cancel") >> peer(486) << "ACK" << Ended(EndReason.WITHDRAWN)).done()

    def test_a_challenge_while_it_is_held_is_not_answered(self) -> None:
        (
            calling(credentials=Credentials("us", "secret"))
            >> wish("cancel")
            >> peer_challenges(407) << "ACK" << Ended(EndReason.WITHDRAWN)
        ).done()  # fmt: skip

    def test_a_silent_peer_ends_it_at_timer_b(self) -> None:
        ladder = calling(transport="tcp") >> wish("cancel") >> after(32.0)
        (ladder << Ended(EndReason.WITHDRAWN)).done()

    def test_it_carries_the_reason(self) -> None:
        ladder = (
            calling()
            >> peer(180) << Provisional
            >> wish("cancel", (("Reason", "SIP;cause=200"),)) << "CANCEL"
        )  # fmt: skip
        invite, cancel = ladder.requests["INVITE"], ladder.requests["CANCEL"]
        assert cancel.get("Reason") == "SIP;cause=200"
        assert cancel.via == invite.via
        assert cancel.cseq == (invite.cseq.number, "CANCEL")
        assert cancel.uri_text == invite.uri_text

    def test_after_the_answer_it_hangs_up(self) -> None:
        (talking() >> wish("cancel") << "BYE").done()

    def test_a_lost_connection_while_cancelling_ends_it(self) -> None:
        ladder = (
            calling(transport="tcp")
            >> peer(180) << Provisional
            >> wish("cancel") << "CANCEL"
            >> wire_breaks()
            >> after(32.0) << Ended(EndReason.WITHDRAWN)
        )  # fmt: skip
        ladder.done()


class TestForks:
    def test_early_dialogs_may_be_many(self) -> None:
        (
            calling()
            >> peer(180, tag="one") << Provisional(180, None)
            >> peer(183, tag="two", sdp=ANSWER) << Provisional(183, ANSWER)
            >> peer(200, tag="two", sdp=ANSWER) << "ACK" << Accepted(ANSWER)
        ).done()  # fmt: skip

    def test_the_first_answer_wins_and_every_other_is_acked_and_hung_up(self) -> None:
        ladder = (
            calling()
            >> peer(200, tag="one", sdp=ANSWER) << "ACK" << Accepted(ANSWER)
            >> peer(200, tag="two", sdp=OTHER) << "ACK" << "BYE"
        )  # fmt: skip
        assert ladder.requests["BYE"].to.tag == "two"
        (
            ladder
            >> peer(200, tag="two", sdp=OTHER) << "ACK"      # its ACK was lost
            >> peer(200, to="BYE")
            >> peer(200, tag="one", sdp=ANSWER) << "ACK"     # ours too
            >> wish("bye") << "BYE"
        ).done()  # fmt: skip
        assert ladder.requests["BYE"].to.tag == "one"

    def test_a_fork_we_refused_may_send_its_own_bye(self) -> None:
        ladder = (
            talking()
            >> peer(200, tag="two", sdp=OTHER) << "ACK" << "BYE"
        )  # fmt: skip
        ladder.from_tag = "two"
        (ladder >> asks("BYE") << "200" >> asks("INFO") << "481").done()
        ladder.from_tag = "three"
        (ladder >> asks("BYE") << "481").done()


class TestLateOffer:
    def test_the_ack_waits_for_the_answer_and_carries_it(self) -> None:
        ladder = (
            calling(offer=None)
            >> peer(200, sdp=OFFER) << Accepted(OFFER)
            >> peer(200, sdp=OFFER)
            >> wish("answer_offer", ANSWER) << "ACK"
        )  # fmt: skip
        assert ladder.requests["ACK"].body == ANSWER
        (ladder >> peer(200, sdp=OFFER) << "ACK").done()
        assert ladder.last.body == ANSWER

    def test_hanging_up_instead_acknowledges_first(self) -> None:
        (
            calling(offer=None)
            >> peer(200, sdp=OFFER) << Accepted(OFFER)
            >> wish("bye") << "ACK" << "BYE"
        ).done()  # fmt: skip

    def test_a_cancelled_one_is_acknowledged_and_hung_up(self) -> None:
        (
            calling(offer=None)
            >> wish("cancel")
            >> peer(200, sdp=OFFER) << "ACK" << "BYE"
        ).done()  # fmt: skip

    def test_the_next_offer_waits_for_the_first_exchange(self) -> None:
        (
            calling(offer=None)
            >> peer(200, sdp=OFFER) << Accepted(OFFER)
            >> wish("reoffer", OTHER)
            >> wish("answer_offer", ANSWER) << "ACK" << "INVITE"
        ).done()  # fmt: skip


def peer_challenges(status: int, *, to: str = "INVITE", text: str = CHALLENGE) -> Rung:
    def rung(ladder: CallLadder) -> None:
        response = ladder.response(status, to, None, "peer")
        header = "WWW-Authenticate" if status == 401 else "Proxy-Authenticate"
        response.set(header, text)
        ladder.take(response)

    return rung


class TestRequestsBeforeTheAnswer:
    def test_an_update_without_an_offer_is_answered(self) -> None:
        (calling() >> peer(180) << Provisional >> asks("UPDATE") << "200").done()

    def test_an_offer_in_update_meets_ours(self) -> None:
        (calling() >> peer(183) << Provisional >> asks("UPDATE", OTHER) << "491").done()

    def test_a_bye_is_answered_and_the_final_response_awaited(self) -> None:
        (
            calling()
            >> peer(180) << Provisional
            >> asks("BYE") << "200"
            >> peer(487) << "ACK" << Rejected << Ended(EndReason.REJECTED)
        ).done()  # fmt: skip

    def test_others_are_answered_too(self) -> None:
        ladder = calling() >> peer(180) << Provisional
        (ladder >> asks("OPTIONS") << "200" >> asks("REGISTER") << "405").done()


class TestWhereRequestsGo:
    def test_to_the_contact(self) -> None:
        ladder = calling()
        response = ladder.response(200, "INVITE", ANSWER, "peer")
        response.set("Contact", "<sip:phone@192.0.2.77:5070>")
        ladder.take(response)
        assert ladder.sent[0][1] == Hop("udp", "192.0.2.77", 5070)
        assert ladder.sent[0][0].start_line() == "ACK sip:phone@192.0.2.77:5070 SIP/2.0"

    def test_behind_nat_the_way_the_invite_went(self) -> None:
        ladder = calling(behind_nat=True)
        response = ladder.response(200, "INVITE", ANSWER, "peer")
        response.set("Contact", "<sip:phone@192.0.2.77:5070>")
        ladder.take(response)
        assert ladder.sent[0][1] == ladder.hop

    def test_along_the_recorded_route_in_reverse(self) -> None:
        ladder = calling()
        response = ladder.response(200, "INVITE", ANSWER, "peer")
        response.add("Record-Route", "<sip:192.0.2.51;lr>, <sip:192.0.2.52:5080;lr>")
        ladder.take(response)
        ack, hop = ladder.sent[0]
        assert hop == Hop("udp", "192.0.2.52", 5080)
        assert ack.get_all("Route") == ["<sip:192.0.2.52:5080;lr>", "<sip:192.0.2.51;lr>"]

    def test_an_invite_follows_its_path(self) -> None:
        ladder = calling(route=("<sip:192.0.2.50;lr>",))
        assert ladder.requests["INVITE"].get_all("Route") == ["<sip:192.0.2.50;lr>"]


def test_a_wish_that_makes_no_sense_is_our_bug() -> None:
    with pytest.raises(LocalProtocolError):
        calling().session.bye(0.0)


def test_wishes_that_come_after_the_end_are_ignored() -> None:
    ladder = calling() >> wire_breaks() << Ended
    (ladder >> wish("cancel") >> wish("bye") >> wish("end") >> wish("confirm_bye")).done()
    (ladder >> wish("reoffer", OTHER) >> wish("answer_offer", OTHER)).done()
    assert ladder.session.state is State.ENDED


def test_end_fits_every_state() -> None:
    (calling() >> wish("end") >> peer(100) << "CANCEL").done()
    (talking() >> wish("end") << "BYE" >> wish("end")).done()


def test_an_empty_reinvite_asks_the_peer_for_its_offer() -> None:
    ladder = (
        talking()
        >> wish("reoffer", None) << "INVITE"
        >> peer(200, sdp=OFFER) << Offered(OFFER, "INVITE")
        >> wish("answer_offer", OTHER) << "ACK"
    )  # fmt: skip
    assert ladder.requests["ACK"].body == OTHER
    assert ladder.requests["ACK"].cseq.number == ladder.requests["INVITE"].cseq.number
