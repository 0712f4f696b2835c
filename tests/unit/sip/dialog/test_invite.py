"""The INVITE of a call, and what is left of it for another try."""

from __future__ import annotations

import pytest

from ringtree.sip.dialog.invite import OutgoingInvite, anew, extensions, first_request
from ringtree.sip.headers import NameAddr
from ringtree.sip.hop import Hop
from ringtree.sip.uri import Uri

THERE = Uri.parse("sip:200@192.0.2.1")


def invite(**more: object) -> OutgoingInvite:
    here = NameAddr(Uri.parse("sip:101@198.51.100.1"), "Anna")
    given = {"offer": b"v=0", **more}
    return OutgoingInvite(THERE, Hop("udp", "192.0.2.1", 5060), here, NameAddr(THERE), **given)  # type: ignore[arg-type]


def test_it_says_who_calls_whom_and_by_which_way() -> None:
    request = first_request(invite(route=("<sip:edge;lr>",), max_forwards=5), "c1", "tag1")
    assert (request.method, request.uri_text) == ("INVITE", "sip:200@192.0.2.1")
    assert request.get("From") == '"Anna" <sip:101@198.51.100.1>;tag=tag1'
    assert (request.get("Route"), request.get("Max-Forwards")) == ("<sip:edge;lr>", "5")
    assert (request.get("Call-ID"), request.get("CSeq")) == ("c1", "1 INVITE")


@pytest.mark.parametrize(
    ("more", "headers"),
    [
        ({}, {}),
        ({"reliable": "offer"}, {"Supported": "100rel"}),
        ({"reliable": "require"}, {"Require": "100rel"}),
        ({"reliable": "offer", "offer": None}, {}),
        (
            {"reliable": "offer", "session_expires": 1800},
            {"Session-Expires": "1800", "Min-SE": "90", "Supported": "100rel, timer"},
        ),
    ],
)
def test_it_offers_what_the_trunk_wants(more: dict[str, object], headers: dict[str, str]) -> None:
    assert dict(extensions(invite(**more))) == headers


def test_another_try_keeps_all_but_what_belonged_to_the_first() -> None:
    request = first_request(invite(), "c1", "tag1")
    for name in ("Via", "Authorization", "Proxy-Authorization", "P-Asserted-Identity"):
        request.add(name, f"some {name}")
    request.body = b"v=0"
    again = anew(request)
    assert [again.get(name) for name in ("Via", "Authorization", "Proxy-Authorization")] == [
        None
    ] * 3
    assert again.get("P-Asserted-Identity") == "some P-Asserted-Identity"
    assert (again.body, again.uri_text) == (b"v=0", request.uri_text)
    assert anew(request, Uri.parse("sip:300@192.0.2.2")).uri_text == "sip:300@192.0.2.2"
