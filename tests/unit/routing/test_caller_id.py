"""What is presented, and what never is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.routing.caller_id import (
    CallerId,
    NotPresentable,
    caller_id,
    presentable,
    split_code,
)
from tests.unit.routing.calling import ANNAS, MOBILE, OFFICE, SALES, calling


@pytest.mark.parametrize(("extension", "number"), [("201", ANNAS), ("202", SALES), ("203", OFFICE)])
def test_the_own_number_goes_before_the_group_s_and_the_company_s(
    extension: str, number: str
) -> None:
    assert caller_id(calling(), extension) == CallerId(number)


def test_a_person_chooses_among_the_numbers_that_are_theirs() -> None:
    assert presentable(calling(), "202") == (SALES, OFFICE)
    assert caller_id(calling(), "202", OFFICE) == CallerId(OFFICE)
    with pytest.raises(NotPresentable):
        caller_id(calling(), "203", ANNAS)


def test_further_numbers_are_given_by_name() -> None:
    people = [{"extension": "203", "name": "Vera", "may_present": [ANNAS]}]
    assert caller_id(calling(people=people, groups={}), "203", ANNAS) == CallerId(ANNAS)


def test_a_hidden_number_is_still_told_to_the_carrier() -> None:
    assert caller_id(calling(), "201", "anonymous") == CallerId(ANNAS, anonymous=True)


def test_a_stranger_presents_nothing() -> None:
    assert presentable(calling(), "999") == ()
    assert caller_id(calling(), "999") is None


def test_a_code_before_the_number_chooses() -> None:
    company = calling({"caller_ids": {"*5": OFFICE, "*51": SALES, "#31#": "anonymous"}})
    assert split_code(company, "*5189211234567") == (SALES, "89211234567")
    assert split_code(company, "*589211234567") == (OFFICE, "89211234567")
    assert split_code(company, "#31#89211234567") == ("anonymous", "89211234567")
    assert split_code(company, "*51") == (OFFICE, "1")
    assert split_code(company, "#31#") == (None, "#31#")


@given(
    st.sampled_from(["201", "202", "203", "999"]),
    st.sampled_from([None, "anonymous", OFFICE, ANNAS, SALES, MOBILE, "", "+1"]),
    st.sampled_from([None, MOBILE]),
)
def test_no_number_is_presented_that_the_company_does_not_hold(
    extension: str, chosen: str | None, given_number: str | None
) -> None:
    people = [
        {"extension": one, "name": one, "number": given_number, "may_present": [MOBILE]}
        for one in ("201", "202", "203")
    ]
    company = calling(people=people, outgoing=given_number)
    try:
        shown = caller_id(company, extension, chosen)
    except NotPresentable:
        return
    assert shown is None or company.number(shown.number) is not None
