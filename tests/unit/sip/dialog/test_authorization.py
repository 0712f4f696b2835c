"""Answering a challenge once."""

from __future__ import annotations

from ringtree.sip.dialog.authorization import Credentials, authorize, is_challenge
from ringtree.sip.message import Request, Response

US = Credentials("us", "secret")


def challenge(text: str, status: int = 401) -> Response:
    response = Response(status)
    response.add("WWW-Authenticate" if status == 401 else "Proxy-Authenticate", text)
    return response


def test_the_request_is_made_ready_for_sending_again() -> None:
    request = Request("REGISTER", "sip:example.com")
    request.set("Via", "SIP/2.0/UDP a;branch=z9hG4bK1")
    assert authorize(request, challenge('Digest realm="r", nonce="n", qop="auth"', 407), US)
    assert request.get("Via") is None
    assert 'username="us"' in (request.get("Proxy-Authorization") or "")


def test_a_second_time_means_the_credentials_are_wrong() -> None:
    request = Request("REGISTER", "sip:example.com")
    assert authorize(request, challenge('Digest realm="r", nonce="n"'), US)
    assert not authorize(request, challenge('Digest realm="r", nonce="m"'), US)


def test_what_we_cannot_answer_is_left_alone() -> None:
    request = Request("REGISTER", "sip:example.com")
    for text in (
        "Basic realm=r",
        'Digest realm="r"',
        'Digest realm="r", nonce="n", qop="auth-int"',
    ):
        assert not authorize(request, challenge(text), US)
    assert not authorize(request, Response(401), US)


def test_which_responses_are_challenges() -> None:
    assert [s for s in (200, 401, 403, 407) if is_challenge(Response(s))] == [401, 407]


def test_the_password_is_not_shown() -> None:
    assert "secret" not in repr(US)
