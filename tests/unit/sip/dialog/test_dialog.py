"""Dialogs, route sets and next hops [RFC 3261 §12, §16.12.1]."""

from __future__ import annotations

import pytest

from ringtree.sip.dialog.dialog import Dialog, contact_of, is_numeric, is_private, next_hop
from ringtree.sip.errors import BadHeader
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response
from ringtree.sip.uri import Uri

SOURCE = Hop("udp", "203.0.113.9", 5060)


def invite(**headers: str) -> Request:
    request = Request("INVITE", "sip:101@192.0.2.1")
    all_headers = {
        "Via": "SIP/2.0/UDP 203.0.113.9:5060;branch=z9hG4bK1",
        "From": "<sip:anna@example.com>;tag=theirs",
        "To": "<sip:101@example.com>",
        "Call-ID": "call-1",
        "CSeq": "7 INVITE",
        "Contact": "<sip:anna@203.0.113.9:5060>",
        **headers,
    }
    for name, value in all_headers.items():
        request.set(name.replace("_", "-"), value)
    return request


def answering(peer: Hop = SOURCE, **headers: str) -> Dialog:
    return Dialog.answering(invite(**headers), "ours", peer)


def test_a_request_swaps_from_and_to_and_counts() -> None:
    dialog = answering()
    bye = dialog.request("BYE")
    assert bye.uri_text == "sip:anna@203.0.113.9:5060"
    assert bye.get("From") == "<sip:101@example.com>;tag=ours"
    assert bye.get("To") == "<sip:anna@example.com>;tag=theirs"
    assert bye.get("CSeq") == "1 BYE"
    assert dialog.request("INFO").get("CSeq") == "2 INFO"
    assert dialog.request("ACK", cseq=1).get("CSeq") == "1 ACK"
    assert dialog.hop == SOURCE


def test_loose_routers_are_named_in_route_and_the_first_is_the_next_hop() -> None:
    dialog = answering(Record_Route="<sip:203.0.113.1;lr>, <sip:203.0.113.2:5070;lr>")
    bye = dialog.request("BYE")
    assert bye.uri_text == "sip:anna@203.0.113.9:5060"
    assert bye.get_all("Route") == ["<sip:203.0.113.1;lr>", "<sip:203.0.113.2:5070;lr>"]
    assert dialog.hop == Hop("udp", "203.0.113.1", 5060)


def test_a_strict_router_gets_its_own_address_as_the_request_uri() -> None:
    dialog = answering(Record_Route="<sip:203.0.113.1>, <sip:203.0.113.2;lr>")
    bye = dialog.request("BYE")
    assert bye.uri_text == "sip:203.0.113.1"
    assert bye.get_all("Route") == ["<sip:203.0.113.2;lr>", "<sip:anna@203.0.113.9:5060>"]
    assert dialog.hop == Hop("udp", "203.0.113.1", 5060)


def test_numbers_must_rise() -> None:
    dialog = answering()
    assert not dialog.in_order(invite(CSeq="7 INVITE"))
    assert dialog.in_order(invite(CSeq="9 INVITE"))
    assert not dialog.in_order(invite(CSeq="8 INVITE"))


def test_a_new_contact_moves_the_target_and_a_bad_one_does_not() -> None:
    dialog = answering()
    dialog.refresh_target(invite(Contact="<sip:anna@203.0.113.10:5080>"))
    assert (dialog.target, dialog.hop.port) == ("sip:anna@203.0.113.10:5080", 5080)
    dialog.refresh_target(invite(Contact="*"))
    dialog.refresh_target(invite(Contact="<mailto:anna@example.com>"))
    assert dialog.target == "sip:anna@203.0.113.10:5080"


def test_a_caller_behind_nat_is_answered_where_it_came_from() -> None:
    source = Hop("udp", "203.0.113.200", 40001)
    nat = answering(
        source,
        Via="SIP/2.0/UDP 192.168.1.5:5060;rport;branch=z9hG4bK1",
        Contact="<sip:anna@203.0.113.77:5060>",
    )
    assert nat.hop == source


def test_over_a_connection_everything_stays_on_it() -> None:
    source = Hop("tcp", "203.0.113.200", 40001)
    assert answering(source, Contact="<sip:anna@203.0.113.77:5060;transport=tcp>").hop == source


def test_behind_a_proxy_that_stays_out_the_contact_counts() -> None:
    dialog = answering(
        Hop("udp", "203.0.113.50", 5062),
        Via="SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK2, SIP/2.0/UDP 203.0.113.9;branch=z9hG4bK1",
    )
    assert dialog.hop == SOURCE


def test_a_callee_without_a_contact_is_reached_where_its_invite_went() -> None:
    response = invite(To="<sip:101@example.com>;tag=x").respond(200)
    dialog = Dialog.calling(response, Hop("udp", "2001:db8::1", 5062), keep_hop=False)
    assert dialog.target == "sip:[2001:db8::1]:5062"
    assert dialog.hop == Hop("udp", "2001:db8::1", 5062)


@pytest.mark.parametrize(
    ("uri", "peer", "hop"),
    [
        ("sip:203.0.113.5", SOURCE, Hop("udp", "203.0.113.5", 5060)),
        ("sip:203.0.113.5;transport=TCP", SOURCE, Hop("tcp", "203.0.113.5", 5060)),
        ("sip:203.0.113.5;transport=tls", SOURCE, Hop("tls", "203.0.113.5", 5061)),
        ("sip:[2001:db8::1]:5070", SOURCE, Hop("udp", "2001:db8::1", 5070)),
        ("sip:phone.example.com", SOURCE, SOURCE),
        ("sip:192.168.1.5", Hop("udp", "8.8.8.8", 5060), Hop("udp", "8.8.8.8", 5060)),
        ("sip:192.168.1.5", Hop("udp", "10.0.0.1", 5060), Hop("udp", "192.168.1.5", 5060)),
        (
            "sip:10.0.0.1:5060",
            Hop("tcp", "10.0.0.1", 33333),
            Hop("tcp", "10.0.0.1", 33333),
        ),
    ],
)
def test_the_next_hop(uri: str, peer: Hop, hop: Hop) -> None:
    assert next_hop(Uri.parse(uri), peer) == hop


def test_kinds_of_hosts() -> None:
    assert is_numeric("192.0.2.1") and is_numeric("::1") and not is_numeric("example.com")
    assert is_private("10.1.2.3") and not is_private("8.8.8.8") and not is_private("example.com")


@pytest.mark.parametrize("contact", ["*", "<tel:+74950000001>"])
def test_a_contact_that_leads_nowhere(contact: str) -> None:
    with pytest.raises(BadHeader):
        contact_of(invite(Contact=contact))


def test_a_missing_contact() -> None:
    with pytest.raises(BadHeader):
        contact_of(Response(200))
