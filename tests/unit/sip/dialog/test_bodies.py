"""Finding the session description."""

from __future__ import annotations

from ringtree.sip.dialog.bodies import put_sdp, sdp_of
from ringtree.sip.message import Request

SDP = b"v=0\r\ns=-\r\n"
MIXED = (
    b"--mark\r\nContent-Type: application/sdp\r\n\r\n" + SDP + b"\r\n"
    b"--mark\r\nContent-Type: application/isup\r\n\r\n\x01\x02\r\n--mark--\r\n"
)


def message(content_type: str | None, body: bytes) -> Request:
    request = Request("INVITE", "sip:a@b")
    if content_type is not None:
        request.set("Content-Type", content_type)
    request.body = body
    return request


def test_alone() -> None:
    assert sdp_of(message("application/sdp", SDP)) == SDP


def test_as_one_part_of_several() -> None:
    assert sdp_of(message('multipart/mixed;boundary="mark"', MIXED)) == SDP


def test_none() -> None:
    assert sdp_of(message("application/sdp", b"")) is None
    assert sdp_of(message(None, SDP)) is None
    assert sdp_of(message("text/plain", SDP)) is None
    assert sdp_of(message("nonsense", SDP)) is None
    assert sdp_of(message("multipart/mixed", MIXED)) is None
    assert sdp_of(message("multipart/mixed;boundary=", MIXED)) is None
    assert sdp_of(message("multipart/mixed;boundary=other", MIXED)) is None


def test_put() -> None:
    request = message(None, b"")
    put_sdp(request, None)
    assert request.get("Content-Type") is None
    put_sdp(request, SDP)
    assert sdp_of(request) == SDP
