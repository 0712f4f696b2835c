"""A call that has several addresses to go to, and 3xx [RFC 3263 §4.3, RFC 3261 §8.1.3.4]."""

from __future__ import annotations

from ringtree.sip.dialog.events import (
    Accepted,
    Ended,
    EndReason,
    HopLost,
    Provisional,
    Rejected,
)
from ringtree.sip.dialog.redirection import MOST_REDIRECTS
from ringtree.sip.hop import Hop
from ringtree.sip.uri import Uri
from tests.unit.ladder import after
from tests.unit.sip.dialog.call_ladder import (
    ANSWER,
    PEER,
    CallLadder,
    Rung,
    calling,
    peer,
    wire_breaks,
    wish,
)

SECOND = Hop("udp", "192.0.2.10", 5060)


def two_hops(**more: object) -> CallLadder:
    return calling(fallbacks=(SECOND,), patience=4.0, **more)  # type: ignore[arg-type]


def repeats_until_silent(ladder: CallLadder) -> CallLadder:
    """The retransmissions of the first 4 s, and what follows when nobody spoke."""
    return (
        ladder
        >> after(0.5) << "INVITE"
        >> after(1.0) << "INVITE"
        >> after(2.0) << "INVITE"
        >> after(0.5)
    )  # fmt: skip


def test_a_silent_hop_is_left_for_the_next_after_some_seconds() -> None:
    ladder = two_hops()
    first = ladder.requests["INVITE"]
    ladder = repeats_until_silent(ladder) << "INVITE" << HopLost(PEER, "no answer")
    second = ladder.requests["INVITE"]
    assert ladder.session.remote == SECOND
    assert (second.call_id, second.from_.tag) == (first.call_id, first.from_.tag)
    assert second.via.branch != first.via.branch
    assert len(second.vias) == 1
    (ladder >> peer(200, sdp=ANSWER) << "ACK" << Accepted(ANSWER)).done()


def test_a_hop_that_answers_503_is_left_at_once() -> None:
    (
        two_hops()
        >> peer(503) << "ACK" << "INVITE" << HopLost(PEER, "503 Service Unavailable")
        >> peer(486) << "ACK" << Rejected << Ended(EndReason.REJECTED)
    ).done()  # fmt: skip


def test_a_hop_that_cannot_be_reached_is_left_at_once() -> None:
    (
        two_hops()
        >> wire_breaks() << "INVITE" << HopLost(PEER, "it can't be sent to")
        >> peer(200, sdp=ANSWER) << "ACK" << Accepted(ANSWER)
    ).done()  # fmt: skip


def test_the_last_503_is_a_refusal() -> None:
    (
        two_hops()
        >> peer(503) << "ACK" << "INVITE" << HopLost
        >> peer(503) << "ACK" << HopLost(SECOND, "503 Service Unavailable") << Rejected
        << Ended(EndReason.REJECTED)
    ).done()  # fmt: skip


def test_a_hop_that_is_busy_is_not_left() -> None:
    (two_hops() >> peer(486) << "ACK" << Rejected << Ended(EndReason.REJECTED)).done()


def test_when_every_hop_is_silent_nobody_is_waited_for_until_timer_b() -> None:
    ladder = calling(patience=4.0)
    repeats_until_silent(ladder) << HopLost(PEER, "no answer") << Ended(EndReason.TIMEOUT)
    # The transaction lives on for a while, for what the hop may say after all.
    ladder.sent.clear()
    ladder._pass(ladder.now + 60)
    assert not ladder.heard and len(ladder.agent) == len(ladder.layer) == 0


def test_a_hop_that_rings_after_it_was_left_is_cancelled() -> None:
    ladder = two_hops()
    late = ladder.response(180, "INVITE", None, "late")
    repeats_until_silent(ladder) << "INVITE" << HopLost
    ladder.take(late)
    (ladder << "CANCEL").done()
    cancelled, hop = ladder.requests["CANCEL"], ladder
    assert cancelled.via.branch == late.via.branch
    assert hop.session is not None


def test_a_hop_that_answers_after_it_was_left_is_hung_up() -> None:
    ladder = two_hops()
    late = ladder.response(200, "INVITE", ANSWER, "late")
    repeats_until_silent(ladder) << "INVITE" << HopLost
    ladder.take(late)
    (ladder << "ACK" << "BYE").done()
    (ladder >> peer(200, sdp=ANSWER) << "ACK" << Accepted(ANSWER)).done()


def test_ringing_ends_the_patience() -> None:
    (two_hops() >> peer(180) << Provisional(180, None) >> after(50.0)).done()


def test_giving_up_between_two_hops_sends_no_further_invite() -> None:
    ladder = two_hops() >> wish("cancel") >> after(0.5) << "INVITE"
    (ladder >> peer(180) << "CANCEL").done()


# -- 3xx


def redirecting(to: str, **more: object) -> CallLadder:
    def redirect(uri: Uri) -> Hop | None:
        return Hop("udp", uri.host, uri.port or 5060) if uri.host.startswith("192.0.2.") else None

    return calling(redirect=redirect, **more) >> moved(to)  # type: ignore[arg-type]


def moved(to: str) -> Rung:
    return peer(302, Contact=f"<{to}>")


def test_a_redirection_within_the_trunk_is_followed() -> None:
    ladder = redirecting("sip:200@192.0.2.11;x=1") << "ACK" << "INVITE"
    invite, hop = ladder.requests["INVITE"], ladder
    assert invite.uri_text == "sip:200@192.0.2.11;x=1"
    assert invite.cseq.number == 2
    assert hop.session.call_id == invite.call_id
    (ladder >> peer(200, sdp=ANSWER) << "ACK" << Accepted(ANSWER)).done()


def test_a_redirection_to_elsewhere_is_a_refusal() -> None:
    (redirecting("sip:200@203.0.113.66") << "ACK" << Rejected << Ended(EndReason.REJECTED)).done()


def test_without_leave_no_redirection_is_followed() -> None:
    (
        calling() >> moved("sip:200@192.0.2.11") << "ACK" << Rejected << Ended(EndReason.REJECTED)
    ).done()


def test_a_redirection_in_a_circle_ends() -> None:
    (
        redirecting("sip:200@192.0.2.11") << "ACK" << "INVITE"
        >> moved("sip:101@192.0.2.9") << "ACK" << Rejected << Ended(EndReason.REJECTED)
    ).done()  # fmt: skip


def test_redirections_are_bounded() -> None:
    ladder = redirecting("sip:0@192.0.2.11") << "ACK" << "INVITE"
    for number in range(1, MOST_REDIRECTS):
        ladder = ladder >> moved(f"sip:{number}@192.0.2.11") << "ACK" << "INVITE"
    (ladder >> moved("sip:more@192.0.2.11") << "ACK" << Rejected << Ended).done()
