"""What a carrier's INVITE says of numbers."""

from __future__ import annotations

import pytest

from ringtree.routing.called import asserted_caller, called_numbers, redirected_by
from ringtree.sip.message import Request


def invite(uri: str = "sip:+74950000001@us", **headers: str) -> Request:
    request = Request("INVITE", uri)
    request.set("To", "<sip:+74950000009@us>")
    for name, value in headers.items():
        request.add(name.replace("_", "-"), value)
    return request


@pytest.mark.parametrize(
    "uri", ["sip:+74950000001@us", "sip:+74950000001@us;user=phone", "tel:+74950000001"]
)
def test_the_request_uri_says_what_was_called(uri: str) -> None:
    assert list(called_numbers(invite(uri))) == ["+74950000001"]


def test_a_call_to_our_contact_says_it_elsewhere() -> None:
    request = invite("sip:t1@us", P_Called_Party_ID="<sip:+74950000005@carrier>")
    assert list(called_numbers(request, "t1")) == ["+74950000005", "+74950000009"]


def test_a_request_uri_without_a_user_says_nothing() -> None:
    assert list(called_numbers(invite("sip:us"))) == ["+74950000009"]


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("<sip:+79161112233@c>", "+79161112233"),
        ("<tel:+79161112233>, <sip:x@c>", "+79161112233"),
        ("<sip:c>, <tel:+7916>", "+7916"),
        ("<<<", None),
        (",", None),
    ],
)
def test_the_carrier_s_own_word_for_the_caller(value: str, number: str | None) -> None:
    assert asserted_caller(invite(P_Asserted_Identity=value)) == number


@pytest.mark.parametrize(
    ("headers", "number"),
    [
        ({}, None),
        ({"Diversion": "<sip:+7495@c>;reason=unconditional, <sip:+7499@c>"}, "+7495"),
        ({"Diversion": "<tel:+7495>"}, "+7495"),
        (
            {"History_Info": "<sip:+7495@c>;index=1, <sip:+7499@c;cause=302>;index=1.1"},
            "+7495",
        ),
        (
            {
                "History_Info": "<sip:a@c>;index=1, <sip:b@c;cause=302>;index=1.1,"
                " <sip:c@c;cause=486>;index=1.1.1"
            },
            "b",
        ),
        ({"History_Info": "<sip:+7495@c;cause=302>;index=1"}, "+7495"),
        ({"History_Info": "<sip:+7495@c>;index=1"}, None),
        ({"History_Info": "rubbish<"}, None),
        ({"Diversion": '"open <sip:x@c>'}, None),
    ],
)
def test_who_passed_the_call_on(headers: dict[str, str], number: str | None) -> None:
    assert redirected_by(invite(**headers)) == number
