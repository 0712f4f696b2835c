"""Refreshing calls in both roles, over hours of a virtual clock [RFC 4028]."""

from __future__ import annotations

from ringtree.sip.dialog.events import Accepted, Confirmed, Ended, EndReason, Offered
from tests.unit.ladder import after
from tests.unit.sip.dialog.call_ladder import (
    ANSWER,
    OFFER,
    CallLadder,
    acks,
    acks_refusal,
    asks,
    called,
    calling,
    peer,
    wish,
)

UPDATES = {"Allow": "INVITE, ACK, BYE, UPDATE"}


def talking(expires: str | None, *, allow: str = "INVITE, ACK, BYE, UPDATE") -> CallLadder:
    """Our call is answered; the callee says how long it lasts."""
    more = {} if expires is None else {"Session_Expires": expires}
    return (
        calling(session_expires=1800)
        >> peer(200, sdp=ANSWER, Allow=allow, **more) << "ACK" << Accepted(ANSWER)
    )  # fmt: skip


# -- calling


def test_an_invite_says_how_long_and_that_we_know_how() -> None:
    invite = calling(session_expires=1800).requests["INVITE"]
    assert invite.get("Session-Expires") == "1800"
    assert invite.get("Min-SE") == "90"
    assert invite.supported == ["timer"]


def test_we_refresh_by_update_for_hours_if_it_is_ours_to_do() -> None:
    ladder = talking("1800;refresher=uac")
    for _ in range(10):
        ladder = ladder >> after(900.0) << "UPDATE"
        update = ladder.requests["UPDATE"]
        assert update.get("Session-Expires") == "1800;refresher=uac"
        assert not update.body
        ladder = ladder >> peer(200, to="UPDATE", Session_Expires="1800;refresher=uac")
    ladder.done()


def test_a_callee_that_knows_no_update_is_refreshed_by_the_same_offer_once_more() -> None:
    ladder = talking("1800;refresher=uac", allow="INVITE, ACK, BYE") >> after(900.0) << "INVITE"
    assert ladder.requests["INVITE"].body == OFFER
    assert ladder.requests["INVITE"].get("Session-Expires") == "1800;refresher=uac"
    ladder = ladder >> peer(200, sdp=ANSWER, Session_Expires="1800;refresher=uac") << "ACK"
    ladder.heard.clear()
    (ladder >> after(900.0) << "INVITE").done()


def test_a_callee_that_stops_refreshing_is_hung_up_before_the_time_is_over() -> None:
    ladder = talking("1800;refresher=uas") >> after(1767.0)
    (ladder >> after(1.0) << "BYE" >> peer(200, to="BYE") << Ended(EndReason.LOST)).done()


def test_a_callee_that_refreshes_is_talked_to_for_hours() -> None:
    ladder = talking("1800;refresher=uas")
    for _ in range(10):
        ladder = ladder >> after(900.0)
        # In the callee's own request it is the client.
        ladder = ladder >> asks("UPDATE", Session_Expires="1800;refresher=uac", Supported="timer")
        ladder << "200"
        assert ladder.last.get("Session-Expires") == "1800;refresher=uac"
        assert ladder.last.require == ["timer"]
    ladder.done()


def test_a_callee_that_wants_no_timer_is_never_bothered() -> None:
    (talking(None) >> after(36000.0)).done()


def test_a_refresh_that_nobody_answers_ends_the_call() -> None:
    ladder = talking("1800;refresher=uac") >> after(900.0) << "UPDATE"
    ladder.sent.clear()
    ladder._pass(ladder.now + 40)
    assert "BYE" in ladder.requests


def test_a_refresh_for_a_dialog_that_is_gone_ends_the_call() -> None:
    (
        talking("1800;refresher=uac")
        >> after(900.0) << "UPDATE"
        >> peer(481, to="UPDATE") << "BYE"
        >> peer(481, to="BYE") << Ended(EndReason.LOST)
    ).done()  # fmt: skip


def test_a_refresh_that_is_refused_is_tried_again_and_the_call_lapses_in_the_end() -> None:
    ladder = talking("1800;refresher=uac") >> after(900.0) << "UPDATE" >> peer(500, to="UPDATE")
    for _ in range(3):
        ladder = ladder >> after(225.0) << "UPDATE" >> peer(500, to="UPDATE")
    (ladder >> after(225.0) << "BYE").done()


def test_a_refresh_that_is_too_brief_is_made_longer() -> None:
    ladder = talking("1800;refresher=uac") >> after(900.0) << "UPDATE"
    ladder = ladder >> peer(422, to="UPDATE", Min_SE="3600") << "UPDATE"
    assert ladder.requests["UPDATE"].get("Session-Expires") == "3600;refresher=uac"


def test_a_callee_that_wants_longer_sessions_gets_them() -> None:
    ladder = calling(session_expires=1800) >> peer(422, Min_SE="7200") << "ACK" << "INVITE"
    invite = ladder.requests["INVITE"]
    assert (invite.get("Session-Expires"), invite.get("Min-SE")) == ("7200", "7200")
    assert invite.cseq.number == 2
    (ladder >> peer(200, sdp=ANSWER) << "ACK" << Accepted(ANSWER)).done()


def test_a_callee_that_is_never_content_is_believed_to_refuse() -> None:
    ladder = calling(session_expires=1800) >> peer(422, Min_SE="7200") << "ACK" << "INVITE"
    ladder = ladder >> peer(422, Min_SE="7200") << "ACK"
    assert ladder.history[-1] == Ended(EndReason.REJECTED)


# -- called


def answered_call(**headers: str) -> CallLadder:
    ladder = called(**headers) >> wish("accept", ANSWER) << "200"
    return ladder


def test_a_caller_who_can_refresh_is_asked_to() -> None:
    ladder = answered_call(Session_Expires="1800", Supported="timer")
    assert ladder.last.get("Session-Expires") == "1800;refresher=uac"
    assert ladder.last.require == ["timer"]
    ladder = ladder >> acks() << Confirmed(None) >> after(1767.0)
    (ladder >> after(1.0) << "BYE" >> peer(200, to="BYE") << Ended(EndReason.LOST)).done()


def test_we_refresh_if_the_caller_wants_us_to() -> None:
    ladder = answered_call(
        Session_Expires="1800;refresher=uas", Supported="timer", Allow="INVITE, UPDATE"
    )
    assert ladder.last.get("Session-Expires") == "1800;refresher=uas"
    ladder = ladder >> acks() << Confirmed(None)
    for _ in range(10):
        ladder = ladder >> after(900.0) << "UPDATE"
        ladder = ladder >> peer(200, to="UPDATE", Session_Expires="1800;refresher=uac")
    ladder.done()


def test_for_a_caller_who_cannot_refresh_we_do() -> None:
    ladder = answered_call(Session_Expires="1800", Allow="INVITE, ACK")
    assert ladder.last.get("Session-Expires") == "1800;refresher=uas"
    assert ladder.last.get("Require") is None
    ladder = ladder >> acks() << Confirmed(None) >> after(900.0) << "INVITE"
    assert ladder.requests["INVITE"].body == ANSWER


def test_a_caller_who_wants_no_timer_has_none() -> None:
    ladder = answered_call()
    assert ladder.last.get("Session-Expires") is None
    (ladder >> acks() << Confirmed(None) >> after(36000.0)).done()


def test_too_brief_sessions_are_refused_with_what_is_allowed() -> None:
    ladder = called(Session_Expires="60", Supported="timer") << "422"
    assert ladder.last.get("Min-SE") == "90"
    (ladder >> acks_refusal()).done()


def test_a_re_invite_refreshes_and_tells_the_listener_of_its_offer() -> None:
    ladder = answered_call(Session_Expires="1800", Supported="timer") >> acks() << Confirmed(None)
    ladder = ladder >> after(1000.0)
    ladder = ladder >> asks(
        "INVITE", OFFER, Session_Expires="1800;refresher=uac", Supported="timer"
    )
    ladder = ladder << Offered(OFFER, "INVITE") >> wish("answer_offer", ANSWER) << "200"
    assert ladder.last.get("Session-Expires") == "1800;refresher=uac"
    (ladder >> acks() >> after(1700.0)).done()


def test_a_re_invite_with_too_brief_a_session_is_refused() -> None:
    ladder = answered_call() >> acks() << Confirmed(None)
    ladder = ladder >> asks("UPDATE", Session_Expires="30", Supported="timer") << "422"
    ladder.done()
