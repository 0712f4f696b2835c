"""REGISTER and OPTIONS of a trunk."""

from __future__ import annotations

import pytest

from ringtree.sip.hop import Hop
from ringtree.sip.message import Response
from ringtree.trunks.sending import granted, least, options, register, retry_after
from tests.unit.trunks.lines import line

HOP = Hop("tls", "192.0.2.1", 5061, "sip.carrier.example")
OURS = {"server": "sip.carrier.example", "username": "acct", "registers": True}


def test_a_register_asks_for_the_account_at_its_domain() -> None:
    made = line(**OURS, domain="carrier.example")
    request = register(made, HOP, "198.51.100.1:5061", 600)
    assert request.uri_text == "sip:carrier.example"
    assert str(request.to) == "<sip:acct@carrier.example>"
    assert request.from_.uri == request.to.uri and request.from_.tag
    assert request.get("Expires") == "600"
    contact = request.get("Contact")
    assert contact == f"<sip:{made.token}@198.51.100.1:5061;transport=tls>;expires=600"


def test_each_register_counts_on_within_one_call_id() -> None:
    made = line(**OURS)
    first, second = (register(made, HOP, "us:5060", 600) for _ in range(2))
    assert first.call_id == second.call_id
    assert second.cseq.number == first.cseq.number + 2  # one for an answered challenge


def test_options_asks_the_server_by_its_name_or_address() -> None:
    named = options(line(**OURS), HOP, "198.51.100.1")
    assert named.uri_text == "sip:sip.carrier.example"
    bare = options(line(), Hop("udp", "192.0.2.1", 5070), "198.51.100.1")
    assert bare.uri_text == "sip:192.0.2.1:5070"


def response(status: int = 200, **headers: str) -> Response:
    made = Response(status)
    for name, value in headers.items():
        made.add(name.replace("_", "-"), value)
    return made


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 600),
        ({"Expires": "120"}, 120),
        ({"Contact": "<sip:other@x>;expires=5, <sip:me@x>;expires=90", "Expires": "120"}, 90),
        ({"Contact": "<sip:other@x>;expires=5"}, 600),
        ({"Contact": "*"}, 600),
        ({"Contact": "rubbish<"}, 600),
        ({"Expires": "soon"}, 600),
    ],
)
def test_our_own_contact_s_time_goes_before_the_rest(
    headers: dict[str, str], seconds: float
) -> None:
    assert granted(response(**headers), "me", 600) == seconds


def test_what_a_carrier_asks_for_is_bounded_and_read_leniently() -> None:
    assert least(response(423, Min_Expires="1800")) == 1800
    assert least(response(423)) == 0
    assert retry_after(response(503, Retry_After="120 (busy)")) == 120
    assert retry_after(response(503, Retry_After="99999999")) == 3600
    assert retry_after(response(503, Retry_After="tomorrow")) == 0
