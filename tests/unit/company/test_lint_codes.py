"""Lint of feature codes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ringtree.company.lint_codes import (
    caller_ids_leave_features_alone,
    codes_are_known,
    codes_do_not_clash,
)
from ringtree.company.lint_rule import Subject
from ringtree.company.route import ANONYMOUS, Calling
from tests.unit.company.test_feature_code import company, kind, only


@pytest.fixture(autouse=True)
def codes() -> Iterator[None]:
    with only(kind("forward", "*21", takes_digits=True), kind("stop", "*73")):
        yield


def clashes(**codes: Any) -> list[str]:
    return [found.message.en for found in codes_do_not_clash(Subject(company(**codes)))]


def test_a_setting_for_nothing_is_found_and_the_name_suggested() -> None:
    (found,) = codes_are_known(Subject(company(forwrd="*21")))
    assert "'forwrd'" in found.message.en and "forward" in found.message.en
    assert not list(codes_are_known(Subject(company(forward="*22"))))


def test_two_that_are_dialled_alike_clash() -> None:
    assert "*73 (stop) clashes with *73 (forward)" in clashes(forward="*73")


def test_what_begins_with_a_code_that_takes_digits_clashes() -> None:
    assert clashes(stop="*213") == ["*213 (stop) clashes with *21 (forward)"]
    assert clashes(forward="*213", stop="*21") == []


def test_what_is_switched_off_clashes_with_nothing() -> None:
    assert clashes(stop={"dial": "*21", "enabled": False}) == []
    assert clashes() == []


def shadowed(*caller_ids: str, **codes: Any) -> list[str]:
    made = company(**codes).model_copy(
        update={"calling": Calling(caller_ids={one: ANONYMOUS for one in caller_ids})}
    )
    return [found.message.en for found in caller_ids_leave_features_alone(Subject(made))]


def test_a_caller_id_takes_no_feature_s_digits_away() -> None:
    assert shadowed("*21") == ["*21 (caller ID) clashes with *21 (forward)"]
    assert shadowed("*215") == ["*215 (caller ID) clashes with *21 (forward)"]
    assert shadowed("*7") == ["*7 (caller ID) clashes with *73 (stop)"]
    assert shadowed("*73", "*67") == [], "a code alone is the feature's, with a number it is not"


def test_one_caller_id_begins_with_no_other() -> None:
    assert shadowed("*6", "*67") == ["*6 (caller ID) clashes with *67 (caller ID)"]
