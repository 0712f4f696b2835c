from __future__ import annotations

import pytest

from ringtree.sip.message import Request, Response, parse
from ringtree.sip.validation import is_usable, refusal

GOOD = {
    "Via": "SIP/2.0/UDP h;branch=z9hG4bK1",
    "From": "<sip:a@b>;tag=1",
    "To": "<sip:c@d>",
    "Call-ID": "x",
    "CSeq": "1 INVITE",
    "Contact": "<sip:a@h>",
}


def invite(uri: str = "sip:c@d", *, body: bytes = b"", **changes: str | None) -> Request:
    request = Request("INVITE", uri)
    headers = {**GOOD, **{name.replace("_", "-"): value for name, value in changes.items()}}
    for name, value in headers.items():
        if value is not None:
            request.add(name, value)
    request.body = body
    return request


def test_a_good_request_is_not_refused() -> None:
    sdp = invite(body=b"v=0", Content_Type="application/sdp", Accept="text/x, application/*")
    mixed = invite(body=b"--x", Content_Type="multipart/mixed;boundary=x")
    for request in (invite(), sdp, mixed, invite("tel:+74950000001")):
        assert refusal(request) is None


@pytest.mark.parametrize("name", ["Via", "From", "To", "Call_ID", "CSeq"])
def test_a_missing_header_is_named(name: str) -> None:
    refused = refusal(invite(**{name: None}))
    assert refused is not None
    assert (refused.status, refused.reason) == (400, f"Bad {name.replace('_', '-')}")


@pytest.mark.parametrize(
    "changes",
    [
        *({"From": "sip:"}, {"To": "<sip:a@b:x>"}, {"CSeq": "1 BYE"}, {"Max-Forwards": "x"}),
        *({"Contact": "<sip:>"}, {"Route": "<sip:x"}, {"Require": "a b"}, {"Content-Type": "x"}),
    ],
)
def test_an_unreadable_header_is_a_bad_request(changes: dict[str, str]) -> None:
    refused = refusal(invite(**changes))
    assert refused is not None and refused.status == 400


@pytest.mark.parametrize(
    ("uri", "status"),
    [("sip:a@b?X=y", 400), ("sip:a@b:x", 400), ("urn:service:sos", 416), ("http://x", 416)],
)
def test_request_uris_nobody_can_serve(uri: str, status: int) -> None:
    refused = refusal(invite(uri))
    assert refused is not None and refused.status == status


def test_a_method_that_is_not_served_and_one_that_does_not_exist() -> None:
    publish = invite(CSeq="1 PUBLISH")
    publish.method = "PUBLISH"
    refused = refusal(publish, methods=("INVITE", "BYE"))
    assert refused is not None
    assert (refused.status, refused.headers) == (405, (("Allow", "BYE, INVITE"),))
    publish.method = "DANCE"
    publish.set("CSeq", "1 DANCE")
    refused = refusal(publish)
    assert refused is not None and refused.status == 501


def test_an_unknown_extension_is_named() -> None:
    request = invite(Require="timer, Foo, bar")
    refused = refusal(request, extensions=("timer",))
    assert refused is not None
    response = refused.response(request, to_tag="t")
    assert (response.status, response.get("Unsupported")) == (420, "foo, bar")
    assert response.to.tag == "t"
    assert refusal(request, extensions=("timer", "foo", "bar")) is None


def test_extensions_of_an_ack_are_not_asked_for() -> None:
    ack = invite(Require="foo", CSeq="1 ACK")
    ack.method = "ACK"
    assert refusal(ack) is None


@pytest.mark.parametrize(
    ("changes", "status", "header"),
    [
        ({"Content-Type": "text/plain"}, 415, "Accept"),
        ({"Content-Type": "application/sdp", "Content-Encoding": "gzip"}, 415, "Accept-Encoding"),
        ({"Content-Type": "application/sdp", "Accept": "text/plain"}, 406, None),
        ({}, 415, "Accept"),
    ],
)
def test_bodies_nobody_understands(
    changes: dict[str, str], status: int, header: str | None
) -> None:
    refused = refusal(invite(body=b"x", **changes))
    assert refused is not None and refused.status == status
    assert [name for name, _ in refused.headers] == ([header] if header else [])


def test_a_response_with_two_vias_was_meant_for_somebody_else() -> None:
    response = invite().respond(200, to_tag="t")
    assert is_usable(response)
    response.add("Via", "SIP/2.0/UDP other;branch=z9hG4bK2")
    assert not is_usable(response)


def test_a_response_without_a_readable_cseq_is_dropped() -> None:
    response = parse(b"SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP h;branch=x\r\nCSeq: x\r\n\r\n")
    assert isinstance(response, Response)
    assert not is_usable(response)
