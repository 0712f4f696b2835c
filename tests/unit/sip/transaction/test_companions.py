"""ACK of a refusal and CANCEL, which belong to the INVITE's own transaction."""

from __future__ import annotations

from ringtree.sip.transaction.companions import build_ack, build_cancel
from tests.unit.sip.transaction.test_matching import request


def test_an_ack_repeats_the_invite_and_takes_the_tag_of_the_response() -> None:
    invite = request(Route="<sip:192.0.2.50;lr>", CSeq="5 INVITE")
    invite.add("Via", "SIP/2.0/UDP 192.0.2.100;branch=z9hG4bKbelow")
    ack = build_ack(invite, invite.respond(486, to_tag="theirs"))
    assert ack.start_line() == "ACK sip:101@192.0.2.1 SIP/2.0"
    assert [via.branch for via in ack.vias] == ["z9hG4bK1"]
    assert ack.get_all("Route") == ["<sip:192.0.2.50;lr>"]
    assert ack.to.tag == "theirs"
    assert ack.get("CSeq") == "5 ACK"


def test_a_cancel_repeats_the_invite_without_a_tag() -> None:
    cancel = build_cancel(request(), (("Reason", "SIP;cause=200"),))
    assert cancel.get("CSeq") == "1 CANCEL"
    assert cancel.to.tag is None
    assert cancel.get("Reason") == "SIP;cause=200"
