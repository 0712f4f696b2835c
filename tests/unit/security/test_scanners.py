"""Who is no telephone."""

from __future__ import annotations

import pytest

from ringtree.security.scanners import named_account, scanner_of, speaks_as_account
from tests.unit.calls.house import invite


@pytest.mark.parametrize(
    ("agent", "found"),
    [
        ("friendly-scanner", "friendly-scanner"),
        ("SIPVicious 0.3", "sipvicious"),
        ("VaxSIPUserAgent/3.5", "vaxsipuseragent"),
        ("Yealink SIP-T46S 66.86", None),
        ("baresip v1.0.0", None),
        ("Linphone/4.5", None),
    ],
)
def test_scanners_introduce_themselves(agent: str, found: str | None) -> None:
    assert scanner_of(invite("101", User_Agent=agent)) == found


def test_many_telephones_say_nothing() -> None:
    assert scanner_of(invite("101")) is None


@pytest.mark.parametrize(
    ("shown", "could_be"),
    [
        ("<sip:acme-101@x>;tag=a", True),
        ("<sip:nobody-999@x>;tag=a", True),
        ("<sip:100@x>;tag=a", False),
        ('"1" <sip:+79161234567@x>;tag=a', False),
        ("<sip:x>;tag=a", False),
        ("<<<", False),
    ],
)
def test_only_the_shape_of_an_account_is_looked_at(shown: str, could_be: bool) -> None:
    assert speaks_as_account(invite("1", From=shown)) is could_be


def test_who_somebody_claims_to_be() -> None:
    assert named_account(invite("1", From="<sip:acme-101@x>;tag=a")) == "acme-101"
    assert named_account(invite("1", From="<<<")) == ""
