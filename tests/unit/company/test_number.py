"""What a number may say."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from ringtree.company.forwarding import Forwarding
from ringtree.company.number import Number


def number(**more: Any) -> Number:
    return Number.model_validate({"number": "+74950000001", "trunk": "carrier", **more})


def test_a_number_is_written_in_full() -> None:
    found = number(tree="main")
    assert (found.name, found.language, found.is_plain) == (None, None, True)
    with pytest.raises(ValidationError, match="number"):
        number(number="84950000001", tree="main")


@pytest.mark.parametrize("where", [{"person": "101"}, {"queue": "sales"}, {"mailbox": "office"}])
def test_it_may_lead_directly_to_somebody(where: dict[str, str]) -> None:
    assert not number(**where).is_plain


@pytest.mark.parametrize(
    "where", [{}, {"tree": "main", "person": "101"}, {"queue": "a", "mailbox": "b"}]
)
def test_it_leads_to_exactly_one_place(where: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="exactly one of tree, person, queue, mailbox"):
        number(**where)


def test_what_it_says_and_when_comes_before_the_tree() -> None:
    for more in ({"greeting": "Hello"}, {"recording_notice": True}, {"schedule": "office"}):
        assert not number(tree="main", **more).is_plain


def test_a_way_for_closed_hours_needs_hours() -> None:
    with pytest.raises(ValidationError, match="only with a schedule"):
        number(tree="main", closed="night")


def test_callers_of_a_person_s_number_stay_in_the_house_unless_it_says_so() -> None:
    assert number(person="101").forwarding is Forwarding.INSIDE
    assert number(person="101", forwarding="follow").forwarding is Forwarding.FOLLOW
    with pytest.raises(ValidationError, match="only with a person"):
        number(tree="main", forwarding="follow")
