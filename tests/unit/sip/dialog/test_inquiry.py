"""Requests outside of dialogs, from our side."""

from __future__ import annotations

from ringtree.sip.dialog.authorization import Credentials
from ringtree.sip.message import Request, Response
from tests.unit.ladder import after
from tests.unit.sip.dialog.call_ladder import CallLadder, Rung, peer, wire_breaks
from tests.unit.sip.dialog.test_outgoing import peer_challenges


def inquire(method: str = "OPTIONS", credentials: Credentials | None = None) -> Rung:
    def rung(ladder: CallLadder) -> None:
        request = Request(method, "sip:101@192.0.2.9")
        request.set("From", "<sip:ringtree@example.com>;tag=1")
        request.set("To", "<sip:101@192.0.2.9>")
        request.set("Call-ID", "inquiry")
        request.set("CSeq", f"1 {method}")
        request.set("Max-Forwards", "70")
        ladder.agent.request(request, ladder.hop, ladder.now, ladder.listen, credentials)

    return rung


def test_the_final_response_is_told() -> None:
    (
        CallLadder()
        >> inquire() << "OPTIONS"
        >> peer(100, to="OPTIONS")
        >> peer(200, to="OPTIONS") << Response
        >> peer(200, to="OPTIONS")
    ).done()  # fmt: skip


def test_silence_is_told_as_none() -> None:
    (CallLadder("tcp") >> inquire() << "OPTIONS" >> after(32.0) << None).done()


def test_a_broken_wire_is_told_as_none() -> None:
    (CallLadder() >> inquire() << "OPTIONS" >> wire_breaks() << None).done()


def test_a_challenge_is_answered_once() -> None:
    us = Credentials("us", "secret")
    ladder = (
        CallLadder()
        >> inquire("REGISTER", us) << "REGISTER"
        >> peer_challenges(401, to="REGISTER") << "REGISTER"
    )  # fmt: skip
    assert ladder.requests["REGISTER"].cseq.number == 2
    (ladder >> peer_challenges(401, to="REGISTER") << Response).done()
