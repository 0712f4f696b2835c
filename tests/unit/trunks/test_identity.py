"""Who calls, on the wire, for every rule of a trunk."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.company.trunk import NumberStyle, Trunk, TrunkNumbers
from ringtree.sip.uri import Uri
from ringtree.trunks.identity import Identification, Shown, identify

OURS, THEIRS = "+74950000001", "+79161112233"
CALLED = Uri("sip", "+79990001122", "sip.carrier.example")


def told(shown: Shown, **trunk: Any) -> Identification:
    one = Trunk(name="carrier", addresses=("192.0.2.1",), username="acct", **trunk)
    return identify(one, shown, called=CALLED, region="RU", domain="us.example")


def headers(shown: Shown, **trunk: Any) -> dict[str, str]:
    return dict(told(shown, **trunk).headers)


def test_a_number_stands_in_from_and_is_asserted() -> None:
    told_ = told(Shown(OURS, "Anna"))
    assert str(told_.from_) == f'"Anna" <sip:{OURS}@us.example>'
    assert told_.headers == (("P-Asserted-Identity", f'"Anna" <sip:{OURS}@us.example>'),)


def test_a_carrier_may_want_it_preferred_or_in_from_alone() -> None:
    assert list(headers(Shown(OURS), identity="ppi")) == ["P-Preferred-Identity"]
    assert headers(Shown(OURS), identity="none") == {}


def test_a_carrier_may_want_the_account_in_from() -> None:
    told_ = told(Shown(OURS), from_user="account")
    assert str(told_.from_) == "<sip:acct@us.example>"
    assert told_.headers == (("P-Asserted-Identity", f"<sip:{OURS}@us.example>"),)


@pytest.mark.parametrize("identity", ["pai", "ppi"])
def test_a_hidden_caller_is_named_to_the_carrier_alone(identity: str) -> None:
    told_ = told(Shown(OURS, "Anna", anonymous=True), identity=identity)
    assert str(told_.from_) == '"Anonymous" <sip:anonymous@anonymous.invalid>'
    values = dict(told_.headers)
    assert values.pop("Privacy") == "id"
    assert list(values.values()) == [f"<sip:{OURS}@us.example>"]


def test_without_an_identity_header_the_number_has_to_stay_in_from() -> None:
    told_ = told(Shown(OURS, anonymous=True), identity="none")
    assert str(told_.from_) == f'"Anonymous" <sip:{OURS}@us.example>'
    assert told_.headers == (("Privacy", "id"),)


def test_a_call_passed_on_says_for_whom() -> None:
    shown = Shown(THEIRS, diverted_by=OURS)
    by = f"<sip:{OURS}@us.example>"
    assert headers(shown)["Diversion"] == f"{by};reason=unconditional"
    history = headers(shown, redirecting="history-info")["History-Info"]
    assert history == f"{by};index=1, <{CALLED};cause=302>;index=1.1"
    assert list(headers(shown, redirecting="none")) == ["P-Asserted-Identity"]


def test_numbers_are_written_and_marked_as_the_carrier_wants() -> None:
    numbers = TrunkNumbers(caller=NumberStyle.NATIONAL)
    told_ = told(Shown(THEIRS, diverted_by=OURS), numbers=numbers, user_phone=True)
    assert str(told_.from_) == "<sip:89161112233@us.example;user=phone>"
    assert dict(told_.headers)["Diversion"].startswith("<sip:84950000001@us.example;user=phone>")
