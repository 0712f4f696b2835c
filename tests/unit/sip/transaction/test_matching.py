"""Which transaction a message belongs to [RFC 3261 §17.1.3, §17.2.3]."""

from __future__ import annotations

import pytest

from ringtree.sip.errors import BadHeader
from ringtree.sip.message import Request
from ringtree.sip.transaction.matching import client_key, merge_key, server_key


def request(method: str = "INVITE", **headers: str) -> Request:
    made = Request(method, "sip:101@192.0.2.1")
    usual = {
        "Via": "SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bK1",
        "From": "<sip:a@b>;tag=1",
        "To": "<sip:c@d>",
        "Call-ID": "x",
        "CSeq": f"1 {method}",
    }
    for name, value in {**usual, **headers}.items():
        made.set(name.replace("_", "-"), value)
    return made


def test_the_branch_decides_with_the_sender_and_the_method() -> None:
    key = server_key(request(), "INVITE")
    assert server_key(request(Call_ID="other"), "INVITE") == key
    assert server_key(request("ACK"), "INVITE") == key
    assert server_key(request("CANCEL"), "CANCEL") != key
    other = request(Via="SIP/2.0/UDP 192.0.2.8:5060;branch=z9hG4bK1")
    assert server_key(other, "INVITE") != key


@pytest.mark.parametrize("branch", ["", ";branch=1", ";branch=z9hG4bK"])
def test_without_a_telling_branch_the_whole_request_decides(branch: str) -> None:
    via = f"SIP/2.0/UDP 192.0.2.9{branch}"
    key = server_key(request(Via=via), "INVITE")
    assert server_key(request("ACK", Via=via, To="<sip:c@d>;tag=2"), "INVITE") == key
    assert server_key(request(Via=via, Call_ID="other"), "INVITE") != key
    assert server_key(request(Via=via, CSeq="2 INVITE"), "INVITE") != key


def test_a_response_is_found_by_branch_and_method() -> None:
    response = request().respond(200)
    assert client_key(response) == ("z9hG4bK1", "INVITE")
    response.remove("CSeq")
    with pytest.raises(BadHeader):
        client_key(response)


def test_copies_by_other_ways_have_the_same_merge_key_and_requests_in_dialogs_none() -> None:
    other = request(Via="SIP/2.0/UDP 192.0.2.8;branch=z9hG4bK2")
    assert merge_key(request()) == merge_key(other) == ("x", "1", 1, "INVITE")
    assert merge_key(request(To="<sip:c@d>;tag=2")) is None
