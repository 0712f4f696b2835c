"""What the session timer's headers mean [RFC 4028 §7]."""

from __future__ import annotations

import pytest

from ringtree.sip.dialog.session_timer import Agreement, agreed, answered, too_brief
from ringtree.sip.message import Request, Response


def response(value: str | None) -> Response:
    message = Response(200)
    if value is not None:
        message.set("Session-Expires", value)
    return message


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("1800;refresher=uac", Agreement(1800, ours=True)),
        ("1800;refresher=uas", Agreement(1800, ours=False)),
        ("1800", Agreement(1800, ours=True)),
        (" 1800 ; Refresher = UAS ;x=y", Agreement(1800, ours=False)),
        ("5", Agreement(90, ours=True)),
        ("soon", None),
    ],
)
def test_an_answer_is_read_as_it_is_meant(value: str | None, expected: Agreement | None) -> None:
    assert agreed(response(value)) == expected


def test_the_peer_is_given_up_a_little_early_and_we_are_not() -> None:
    assert Agreement(1800, ours=False).lapses_after == 1768
    assert Agreement(90, ours=False).lapses_after == 60
    assert Agreement(1800, ours=True).lapses_after == 1800


def test_a_proxy_that_put_in_a_brief_time_can_not_be_asked_for_more() -> None:
    request = Request("INVITE", "sip:x@y")
    request.set("Session-Expires", "30")
    assert not too_brief(request)
    assert answered(request)[0] == Agreement(90, ours=True)
